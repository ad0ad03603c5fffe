package io.docket.notification.faults;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.opened;
import static io.docket.notification.Events.task;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.notification.support.TestTopic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Writes moves of cases and tasks that change hands, some of it in transactions that are taken back and some of another
 * tenant, and keeps what was committed for the tenant that the clients are of. Used by one thread.
 */
final class Load {
    static final int CASES = 60;
    static final int USERS = 20;
    static final int STAGES = 12;
    static final String ID_PREFIX = "e";

    private final TestTopic topic;
    private final Random random;
    private final List<Written> written = new ArrayList<>();
    private @Nullable String[] assignees = new String[CASES];
    private int number;

    Load(TestTopic topic, long seed) {
        this.topic = topic;
        this.random = new Random(seed);
        List<EventEnvelope> events = new ArrayList<>();
        for (int index = 0; index < CASES; index++) {
            events.add(event(index, false, null, null, null, opened(caseType(index), null), written));
            events.add(event(index, true, null, null, null, task(null), written));
        }
        topic.commit(events);
    }

    static String root(int index) {
        return "r" + index;
    }

    static String user(int index) {
        return "u" + index;
    }

    static String stage(int index) {
        return "stage-" + index;
    }

    static String caseType(int index) {
        return index % 3 == 0 ? "permit" : "loan";
    }

    List<Written> written() {
        return written;
    }

    /** Writes one transaction of so many events. */
    void write(int count) {
        @Nullable String[] before = assignees;
        List<Written> batch = new ArrayList<>();
        assignees = Arrays.copyOf(before, CASES);
        List<EventEnvelope> events = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            events.add(random.nextInt(20) == 0 ? foreign() : next(batch));
        }
        if (random.nextInt(10) == 0) {
            topic.abort(events);
            assignees = before;
        } else {
            topic.commit(events);
            written.addAll(batch);
        }
    }

    private EventEnvelope next(List<Written> batch) {
        int index = random.nextInt(CASES);
        String had = assignees[index];
        return switch (random.nextInt(4)) {
            case 0 -> {
                String gets = user(random.nextInt(USERS));
                assignees[index] = gets;
                yield event(index, true, null, had, gets, new TaskEvent.Assigned(gets, had), batch);
            }
            case 1 -> {
                var draft = new TaskEvent.DraftSaved(Json.mapper().createObjectNode());
                yield event(index, true, null, had, had, draft, batch);
            }
            default -> {
                String to = stage(random.nextInt(STAGES));
                yield event(index, false, to, null, null, new CaseEvent.Moved("x", to), batch);
            }
        };
    }

    private EventEnvelope foreign() {
        return envelope("globex", "case/" + root(random.nextInt(CASES)), new CaseEvent.Moved("x", stage(0)));
    }

    private EventEnvelope event(
            int index,
            boolean ofTask,
            @Nullable String to,
            @Nullable String before,
            @Nullable String after,
            DomainEvent data,
            List<Written> batch) {
        batch.add(new Written(number, root(index), ofTask, caseType(index), to, before, after));
        String subject = ofTask ? "task/" + root(index) + "~t" : "case/" + root(index);
        EventEnvelope event = envelope("acme", subject, data);
        return withId(event, ID_PREFIX + number++);
    }

    private static EventEnvelope withId(EventEnvelope event, String id) {
        return new EventEnvelope(
                id,
                event.source(),
                event.type(),
                event.subject(),
                event.root(),
                event.time(),
                event.sequence(),
                event.tenant(),
                event.actor(),
                event.submitter(),
                event.commandId(),
                event.correlationId(),
                event.causationId(),
                event.causationDepth(),
                event.prevHash(),
                event.traceparent(),
                event.occurredAt(),
                event.reason(),
                event.data());
    }
}
