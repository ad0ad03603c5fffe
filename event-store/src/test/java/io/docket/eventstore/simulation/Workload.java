package io.docket.eventstore.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.Events;
import io.docket.eventstore.Outcome;
import io.docket.eventstore.StreamId;
import io.docket.eventstore.simulation.schedule.Chance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The commands of an invented domain: roots that are their own streams, each with a part that is a stream too. */
final class Workload {
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");
    private static final int REJECTED_PERCENT = 10;
    private static final int KEYLESS_PERCENT = 10;
    private static final int TWO_STREAMS_PERCENT = 30;
    private static final int PART_ALONE_PERCENT = 40;

    private final Chance chance;
    private final int roots;
    private final boolean looking;
    private int commands;
    private int events;

    /** A command: decided on what the streams hold when it is tried. */
    record Command(String root, @Nullable String key, List<String> entities) {}

    /** @param looking whether some commands write a part alone, of whose root they have seen more than they say */
    Workload(Chance chance, int roots, boolean looking) {
        this.chance = chance;
        this.roots = roots;
        this.looking = looking;
    }

    Command next() {
        String root = Integer.toString(chance.below(roots));
        int number = commands++;
        List<String> entities = new ArrayList<>();
        String key = chance.percent(KEYLESS_PERCENT) ? null : "key-" + number;
        if (looking && chance.percent(PART_ALONE_PERCENT)) {
            entities.add(root + "~part");
        } else if (key == null || !chance.percent(REJECTED_PERCENT)) {
            entities.add(root);
            if (chance.percent(TWO_STREAMS_PERCENT)) {
                entities.add(root + "~part");
                entities.add(root);
            }
        }
        return new Command(root, key, entities);
    }

    /** The events of the command, decided on the present heads of its streams. */
    List<EventEnvelope> decide(Command command, ToLongFunction<String> heads) {
        List<EventEnvelope> decided = new ArrayList<>();
        for (String entity : command.entities()) {
            String stream = streamOf(entity);
            long before = decided.stream()
                    .filter(event -> StreamId.of(event).equals(stream))
                    .count();
            decided.add(event(command.root(), entity, heads.applyAsLong(stream) + before + 1));
        }
        return decided;
    }

    /** What an attempt of the command wants written, once it is decided. */
    static AppendRequest request(Command command, List<EventEnvelope> decided, int attempt, long tenure) {
        Outcome outcome = command.key() == null
                ? null
                : new Outcome(Events.TENANT, command.key(), "content of " + command.key(), 200, Attempt.body(attempt));
        return new AppendRequest(command.root(), decided, outcome, tenure);
    }

    private EventEnvelope event(String root, String entity, long sequence) {
        String id = "event-" + events++;
        return new EventEnvelope(
                id,
                "/simulation",
                "test.account.counted.v1",
                new Subject("account", entity),
                root,
                TIME,
                sequence,
                Events.TENANT,
                "alice",
                null,
                id,
                id,
                id,
                0,
                null,
                null,
                null,
                null,
                id.getBytes(UTF_8));
    }

    static String streamOf(String entity) {
        return StreamId.of(Events.TENANT, "account", entity);
    }

    static int partitionOf(String stream, int partitions) {
        return Integer.parseInt(StreamId.rootOf(stream)) % partitions;
    }
}
