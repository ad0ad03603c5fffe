/** Callers that work in a loop or at a rate, and what they measure. */
@NullMarked
package io.docket.eventstore.bench.load;

import org.jspecify.annotations.NullMarked;
