package io.docket.eventstore.bench.producers;

import io.docket.contracts.position.Position;
import io.docket.eventstore.internal.record.EventRecord;
import io.docket.eventstore.internal.record.OutcomeRecord;
import java.util.concurrent.CompletableFuture;

/**
 * An append that waits for a group writer.
 *
 * @param partition where it goes
 * @param event its event
 * @param outcome its outcome
 * @param answer where it was committed
 */
record Pending(int partition, EventRecord event, OutcomeRecord outcome, CompletableFuture<Position> answer) {}
