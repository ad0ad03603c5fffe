/** The hash chain of a partition: what is hashed, how each event binds the one before, and the checkpoints that seal it. */
@NullMarked
package io.docket.contracts.chain;

import org.jspecify.annotations.NullMarked;
