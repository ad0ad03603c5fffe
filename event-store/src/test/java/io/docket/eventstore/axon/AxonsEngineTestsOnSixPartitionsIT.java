package io.docket.eventstore.axon;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.SeveralRootsException;
import io.docket.eventstore.TestLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStorageEngineTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Axon's own tests of a storage engine, where aggregates are spread over partitions. Seven of them append events of
 * several aggregates at once and expect one order of all: neither can be. They are replaced by what does hold: such an
 * append is one clear error, and a token cuts each partition where Axon's test cuts its one log.
 */
class AxonsEngineTestsOnSixPartitionsIT extends EventStorageEngineTest {
    private static final Instant HALF_PAST = Instant.parse("2007-12-03T10:15:30.00Z");

    @TempDir
    private Path dataDir;

    private final TestLog log = new TestLog(6);
    private EventStore store;
    private KafkaEventStorageEngine engine;

    @BeforeEach
    void open() {
        store = log.open(dataDir);
        engine = OpenEngine.on(store);
        setTestSubject(engine);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    @Override
    public void createTailToken() {
        List<DomainEventMessage<?>> events = append(0, 40, 35);

        assertThat(readAfter(engine.createTailToken())).isEqualTo(byPartition(events));
    }

    @Test
    @Override
    public void createHeadToken() {
        append(0, 40, 35);

        assertThat(readAfter(engine.createHeadToken())).isEmpty();
    }

    @Test
    @Override
    public void createTokenAt() {
        List<DomainEventMessage<?>> events = append(0, 40, 35);

        assertThat(readAfter(engine.createTokenAt(HALF_PAST))).isEqualTo(since(HALF_PAST, events));
    }

    @Test
    @Override
    public void createTokenAtExactTime() {
        List<DomainEventMessage<?>> events = append(30, 40, 35);

        assertThat(readAfter(engine.createTokenAt(HALF_PAST)))
                .isEqualTo(since(HALF_PAST, events))
                .isEqualTo(byPartition(events));
    }

    @Test
    @Override
    public void createTokenWithUnorderedEvents() {
        List<DomainEventMessage<?>> events = append(30, 40, 50, 45, 42);
        Instant time = HALF_PAST.plusSeconds(15);

        assertThat(readAfter(engine.createTokenAt(time))).isEqualTo(since(time, events));
    }

    @Test
    @Override
    public void createTokenAtTimeAfterLastEvent() {
        append(30, 40, 35);

        assertThat(readAfter(engine.createTokenAt(HALF_PAST.plusSeconds(3600)))).isEmpty();
    }

    @Test
    @Override
    public void createTokenAtTimeBeforeFirstEvent() {
        List<DomainEventMessage<?>> events = append(30, 40, 35);

        assertThat(readAfter(engine.createTokenAt(HALF_PAST.minusSeconds(3600))))
                .isEqualTo(byPartition(events));
    }

    @Test
    void a_token_at_a_time_passes_over_commits_that_are_later_than_their_events() {
        DomainEventMessage<?> early = event(10);
        engine.appendEvents(early);
        DomainEventMessage<?> next = next(early, 20);
        engine.appendEvents(next);
        DomainEventMessage<?> late = next(next, 40);
        engine.appendEvents(late);

        assertThat(readAfter(engine.createTokenAt(HALF_PAST))).isEqualTo(byPartition(List.of(late)));
    }

    @Test
    void events_of_several_aggregates_in_one_append_are_one_clear_error_and_nothing_is_written() {
        List<DomainEventMessage<?>> events = List.of(event(0), event(40));

        assertThatExceptionOfType(SeveralRootsException.class).isThrownBy(() -> engine.appendEvents(events));

        assertThat(readAfter(engine.createTailToken())).isEmpty();
    }

    /** Appends an event of an aggregate of its own for each second past 10:15. */
    private List<DomainEventMessage<?>> append(int... seconds) {
        List<DomainEventMessage<?>> events = Arrays.stream(seconds)
                .<DomainEventMessage<?>>mapToObj(second -> event(second))
                .toList();
        events.forEach(event -> engine.appendEvents(event));
        return events;
    }

    private static DomainEventMessage<?> event(int second) {
        return event(UUID.randomUUID().toString(), 0, second);
    }

    private static DomainEventMessage<?> next(DomainEventMessage<?> before, int second) {
        return event(before.getAggregateIdentifier(), before.getSequenceNumber() + 1, second);
    }

    private static DomainEventMessage<?> event(String aggregate, long number, int second) {
        return new GenericDomainEventMessage<>(
                "type",
                aggregate,
                number,
                "payload",
                Map.of(),
                UUID.randomUUID().toString(),
                HALF_PAST.plusSeconds(second - 30));
    }

    private Map<Integer, List<String>> readAfter(TrackingToken token) {
        return byPartition(engine.readEvents(token, false)
                .<DomainEventMessage<?>>map(event -> (DomainEventMessage<?>) event)
                .toList());
    }

    private Map<Integer, List<String>> byPartition(List<DomainEventMessage<?>> events) {
        return events.stream()
                .collect(groupingBy(
                        event -> store.partitionOf(event.getAggregateIdentifier()),
                        mapping(EventMessage::getIdentifier, toList())));
    }

    /** The events of each partition from the first one of that time or later. */
    private Map<Integer, List<String>> since(Instant time, List<DomainEventMessage<?>> events) {
        return byPartition(events.stream()
                .filter(event -> events.subList(0, events.indexOf(event) + 1).stream()
                        .filter(earlier -> store.partitionOf(earlier.getAggregateIdentifier())
                                == store.partitionOf(event.getAggregateIdentifier()))
                        .anyMatch(earlier -> !earlier.getTimestamp().isBefore(time)))
                .toList());
    }
}
