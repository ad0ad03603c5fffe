/** One transactional producer per partition against one per instance. */
@NullMarked
package io.docket.eventstore.bench.producers;

import org.jspecify.annotations.NullMarked;
