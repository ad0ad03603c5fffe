/** The hash chain of a partition: what is hashed, and how each event binds the one before. */
@NullMarked
package io.docket.eventstore.internal.chain;

import org.jspecify.annotations.NullMarked;
