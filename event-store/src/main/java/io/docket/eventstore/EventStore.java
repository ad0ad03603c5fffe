package io.docket.eventstore;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Streams of events in one shared log, and the outcomes of the commands that caused them.
 *
 * <p>A stream is named {@code <tenant>/<entity>/<id>} ({@link StreamId}); its events are numbered from 1 without gaps.
 * Streams with the same root share a partition of the log, so that one append can be atomic over all of them. An
 * instance reads and writes only the partitions that it owns: anything else is a {@link NotOwnerException}.
 *
 * <p>Thread-safe. Reads do not block on the log; they see every append that was acknowledged.
 */
public interface EventStore extends AutoCloseable {
    /**
     * Writes events, an outcome, or both: all or nothing.
     *
     * @return completed, on a thread of its own, once the write is committed; or completed with an
     *     {@link EventStoreException}: {@link VersionConflictException}, {@link DuplicateKeyException},
     *     {@link EventTooLargeException}, {@link InvalidStreamException}, {@link OverloadedException},
     *     {@link NotOwnerException} (also if the partition was given away and came back since the request's tenure: decide
     *     again), {@link StoreUnavailableException} (nothing was written) or {@link UnknownOutcomeException}
     */
    CompletionStage<Committed> append(AppendRequest request);

    /**
     * Number of the latest tenure on this instance: a greater one begins each time that a partition is assigned to it. Who
     * decides on more than the streams that he writes asks before he reads, and says it with the append
     * ({@link AppendRequest#tenure}): a partition whose tenure began later may have been written by others meanwhile.
     */
    long tenure();

    /**
     * Writes as {@link #append} does, and waits for it: costs less, where a thread would wait anyway.
     *
     * @param atMost how long an answer may take, waiting for its turn included, before the outcome counts as unknown
     * @throws EventStoreException as {@link #append} completes with; an {@link UnknownOutcomeException} also if there is
     *     no answer in time, or the thread is interrupted
     */
    default Committed appendAndWait(AppendRequest request, Duration atMost) {
        try {
            return append(request).toCompletableFuture().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof EventStoreException reason
                    ? reason
                    : new UnknownOutcomeException("append failed", e.getCause());
        } catch (TimeoutException e) {
            throw new UnknownOutcomeException("no answer to an append within " + atMost, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownOutcomeException("interrupted while waiting for an append", e);
        }
    }

    /**
     * The events of a stream in order, fetched page by page while the caller consumes them.
     *
     * @param fromSequence first sequence to read, from 1
     * @throws NotOwnerException if this instance does not own the stream's partition
     */
    Stream<StoredEvent> read(String streamId, long fromSequence);

    /**
     * Sequence of the last event of a stream; 0 for a stream without events.
     *
     * @throws NotOwnerException if this instance does not own the stream's partition
     */
    long head(String streamId);

    /**
     * The outcome stored under an idempotency key, in any of the owned partitions: the same key may have been used with
     * another root before.
     */
    Optional<StoredOutcome> outcome(String tenant, String key);

    /** The snapshot that was last stored for a stream, as it was given. */
    byte @Nullable [] snapshot(String streamId);

    /** Keeps a snapshot of a stream in the local index, until the index is rebuilt. */
    void storeSnapshot(String streamId, byte[] snapshot);

    /** Root of a stream, by its name: streams with the same root can be written in one append. */
    String rootOf(String streamId);

    /** Number of the partition that a root's events are in, from 0, whether owned or not. */
    int partitionOf(String root);

    /** The log behind the streams: all partitions, also those that others own. */
    EventLog log();

    /** True if reads and appends of this partition are answered here now. */
    default boolean serves(int partition) {
        return partitions().stream()
                .anyMatch(status -> status.partition() == partition && status.state() == PartitionStatus.State.SERVING);
    }

    /** State of every partition of the log, by number. */
    List<PartitionStatus> partitions();

    /** Who owns which partition, as the owners themselves say; knows nobody unless instances publish it. */
    Owners owners();

    /** Tells the listener from now on which partitions come and go. */
    void addListener(PartitionListener listener);

    /** Finishes what was accepted, leaves the group, and releases everything. Waits a bounded time. */
    @Override
    void close();
}
