/** Signed checkpoints of the hash chain: what they say, who signs them, and when one is due. */
@NullMarked
package io.docket.eventstore.internal.checkpoint;

import org.jspecify.annotations.NullMarked;
