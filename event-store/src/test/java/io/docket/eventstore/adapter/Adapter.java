package io.docket.eventstore.adapter;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A framework on an event store, as {@link AdapterSuite} drives it. Its domain: sums, each an aggregate, whose events are
 * the amounts that were added. The tenant of all of them is {@code acme}, and each sum is a root.
 */
public interface Adapter extends AutoCloseable {
    /**
     * An event of a sum.
     *
     * @param sum identifier of the aggregate
     * @param number number of the event in its aggregate, from 0
     */
    record Added(String sum, long number, int amount) {}

    /** A snapshot of a sum after the event of this number. */
    record Total(String sum, long number, int amount) {}

    /**
     * Events of the whole log.
     *
     * @param events the events, those of a sum in order
     * @param token place after the last of them, as the framework's processors keep it
     */
    record Page(List<Added> events, @Nullable String token) {}

    /** Publishes the events in one unit of work; whatever the framework throws, its causes included, is passed on. */
    void append(List<Added> events);

    /** What the framework throws when a number is not the next one of its aggregate. */
    Class<? extends RuntimeException> conflict();

    /** All events of a sum, as an aggregate is sourced from them. */
    List<Added> load(String sum);

    /** Writes an event of a type that the framework does not know, behind those that the sum has. */
    void appendUnknown(String sum);

    /**
     * Has a command add to a sum, which begins with its first amount; the total afterwards. A total below zero is refused by
     * the command's handler, with whatever it throws.
     */
    int add(String sum, int amount, String idempotencyKey);

    void storeSnapshot(Total total);

    Optional<Total> snapshot(String sum);

    /**
     * What is committed and comes after a token, without waiting for more.
     *
     * @param token place to begin at; {@code null} for the beginning of the log
     * @param limit events at most
     */
    Page follow(@Nullable String token, int limit);

    /** The same framework on the same log, with a step that makes ten of each one when events are read. */
    Adapter upcasting();

    @Override
    void close();
}
