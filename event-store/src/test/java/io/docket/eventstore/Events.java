package io.docket.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.uuid.UuidCreator;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/** Events and outcomes of an invented domain: an account that only counts. */
public final class Events {
    public static final String TENANT = "acme";

    private Events() {}

    /** An event of an account that is its own root. */
    public static EventEnvelope counted(String account, long sequence) {
        return counted(account, account, sequence);
    }

    public static EventEnvelope counted(String account, String root, long sequence) {
        return counted(account, root, sequence, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    public static EventEnvelope counted(String account, long sequence, Instant time) {
        return counted(account, account, sequence, time);
    }

    private static EventEnvelope counted(String account, String root, long sequence, Instant time) {
        return new EventEnvelope(
                UuidCreator.getTimeOrderedEpoch().toString(),
                "/test",
                "test.account.counted.v1",
                new Subject("account", account),
                root,
                time,
                sequence,
                TENANT,
                "alice",
                null,
                "command-" + account + "-" + sequence,
                "correlation",
                "causation",
                0,
                null,
                null,
                null,
                null,
                ("{\"count\":" + sequence + "}").getBytes(UTF_8));
    }

    public static String streamOf(String account) {
        return StreamId.of(TENANT, "account", account);
    }

    public static AppendRequest append(EventEnvelope... events) {
        return AppendRequest.of(events[0].root(), Arrays.asList(events));
    }

    public static AppendRequest append(Outcome outcome, EventEnvelope... events) {
        return new AppendRequest(events[0].root(), List.of(events), outcome);
    }

    public static Outcome outcome(String key) {
        return new Outcome(TENANT, key, "fingerprint of " + key, 200, "{\"ok\":true}".getBytes(UTF_8));
    }

    /** The same event under another type. */
    public static EventEnvelope ofType(EventEnvelope e, String type) {
        return e.with(type, e.data());
    }
}
