/** The index of a partition: what the log says about each stream and key, on local disk. */
@NullMarked
package io.docket.eventstore.internal.index;

import org.jspecify.annotations.NullMarked;
