package io.docket.projection.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.Events;
import io.docket.projection.cases.CaseProjector;
import io.docket.projection.deadletter.Letter;
import io.docket.projection.deadletter.Letter.Action;
import io.docket.projection.deadletter.Limits;
import io.docket.projection.deadletter.MemoryEvents;
import io.docket.projection.deadletter.MemoryLetters;
import io.docket.projection.deadletter.ParkedRoots;
import io.docket.projection.freshness.Watermarks;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** A view that cannot take some events, and instances of the service that apply a log to it. */
abstract class ParkingScene {
    static final int PARTITION = 2;

    final MemoryStore store = new MemoryStore();
    final MemoryLetters letters = new MemoryLetters();
    final MemoryEvents log = new MemoryEvents();
    final Fragile fragile = new Fragile();
    final List<Projector> projectors = List.of(new CaseProjector(), fragile);
    final Events events = new Events("acme", PARTITION);
    Limits limits = Limits.FAR;
    Service service = new Service();

    /** A case {@code a} whose second event, at offset 2, cannot be taken; {@code b} is fine. */
    List<LogEvent> parkAtTwo() {
        fragile.poison.add(2L);
        List<LogEvent> all = List.of(open("a"), open("b"), comment("a"));
        service.apply(all);
        assertThat(letter().offset()).isEqualTo(2);
        return all;
    }

    void ask(Action action) {
        ask(letter(), action);
    }

    void ask(Letter letter, Action action) {
        letters.ask(
                        "acme",
                        letter.key().id(),
                        new Letter.Request(action, "admin", Instant.EPOCH, letter.offset(), "because"))
                .await()
                .indefinitely();
    }

    Letter letter() {
        assertThat(letters.all()).hasSize(1);
        return letters.all().getFirst();
    }

    static Letter movedOn(Letter letter) {
        return new Letter(
                letter.key(),
                letter.partition(),
                3,
                List.of(),
                Letter.ALL_NOTED,
                letter.cause(),
                letter.parkedAt(),
                2,
                letter.triedAt(),
                letter.revision() + 1,
                letter.request());
    }

    List<Object> seen(String id) {
        Document document = store.documents.get(new DocumentKey(Fragile.VIEW, "acme", id));
        return document == null ? List.of() : document.list(Fragile.SEEN);
    }

    long version(String id) {
        return document(CaseProjector.VIEW, id).number("version");
    }

    Document document(String view, String id) {
        Document document = store.documents.get(new DocumentKey(view, "acme", id));
        assertThat(document).isNotNull();
        return document;
    }

    LogEvent open(String id) {
        return opened(events, id);
    }

    static LogEvent opened(Events log, String id) {
        return log.next(
                "case",
                id,
                "demo",
                new CaseEvent.Opened("t", 1, "n", null, "s", Json.tree("{}".getBytes()), null, null));
    }

    LogEvent comment(String id) {
        return on("case", id);
    }

    LogEvent on(String entity, String id) {
        return events.next(entity, id, "demo", new CaseEvent.CommentAdded("c", "hello", null));
    }

    static LogEvent foreign(String id, long offset) {
        Events others = new Events("globex", PARTITION);
        for (long i = 0; i < offset; i++) {
            others.skipOffset();
        }
        return opened(others, id);
    }

    /** An instance of the service that takes the partition over. */
    final class Service {
        final BatchApplier applier;
        final Retries retries;
        final ParkedRoots parked;
        final Recordings.Log rewinds = new Recordings.Log();

        Service() {
            this(ParkingScene.this.projectors);
        }

        Service(List<Projector> projectors) {
            Clock clock = Clock.systemUTC();
            Partitions partitions = new Partitions(new Watermarks(), clock);
            partitions.assigned(PARTITION, store.positions.getOrDefault(PARTITION, new StoredPosition(0, 0)));
            parked = new ParkedRoots(
                    any -> projectors.stream().map(Projector::view).toList(), letters, limits, clock);
            Targets targets = generations -> projectors.stream()
                    .filter(projector ->
                            generations.getOrDefault(PARTITION, List.of()).isEmpty()
                                    || generations.get(PARTITION).contains(projector.view()))
                    .toList();
            Recordings.Config config = new Recordings.Config();
            applier = new BatchApplier(targets, store, store, store, partitions, rewinds, parked, config);
            retries = new Retries(targets, applier, partitions, store, letters, parked, log, config, clock);
        }

        /** Applies events that are new in the log. */
        void apply(List<LogEvent> batch) {
            log.add(batch);
            applyOnly(batch);
        }

        void applyOnly(List<LogEvent> batch) {
            applier.apply(applier.accept(batch.stream().map(LogEntry::readable).toList()));
        }

        void replay(long offset) {
            applyAgain(log.from(offset));
        }

        /** Applies events whether they are on their way or not. */
        void applyAgain(List<LogEvent> batch) {
            applier.apply(batch.stream().map(LogEntry::readable).toList());
        }
    }
}
