/** CPU of what happens to every append before and after its transaction: micro-benchmarks (JMH). */
@NullMarked
package io.docket.eventstore.bench.encoding;

import org.jspecify.annotations.NullMarked;
