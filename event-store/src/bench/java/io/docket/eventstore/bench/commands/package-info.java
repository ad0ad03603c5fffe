/** Commands through Axon Framework: on this store, on PostgreSQL, in memory. */
@NullMarked
package io.docket.eventstore.bench.commands;

import org.jspecify.annotations.NullMarked;
