/** Derives views from the event log and answers queries on them. */
@NullMarked
package io.docket.projection;

import org.jspecify.annotations.NullMarked;
