/** The way of a question to the instance that owns a partition. */
@NullMarked
package io.docket.eventstore.route;

import org.jspecify.annotations.NullMarked;
