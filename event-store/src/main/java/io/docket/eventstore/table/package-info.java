/** A small durable map that all instances share, beside the log. */
@NullMarked
package io.docket.eventstore.table;

import org.jspecify.annotations.NullMarked;
