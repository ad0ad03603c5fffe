/** The topics: created, checked, and read to their end. */
@NullMarked
package io.docket.eventstore.internal.log;

import org.jspecify.annotations.NullMarked;
