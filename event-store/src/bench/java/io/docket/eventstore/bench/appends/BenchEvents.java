package io.docket.eventstore.bench.appends;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.uuid.UuidCreator;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.eventstore.StreamId;
import io.docket.eventstore.bench.commands.AccountTypes;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Events of accounts with a full envelope, as commands through Axon write them. */
public final class BenchEvents {
    public static final String TENANT = "bench";
    private static final byte[] DATA =
            "{\"amount\":1,\"note\":\"Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do.\",\"balance\":1}"
                    .getBytes(UTF_8);

    private BenchEvents() {}

    /** The first event of an account. */
    public static EventEnvelope opened(String account) {
        return event(AccountTypes.OPENED, account, 1, ("{\"id\":\"" + stream(account) + "\",\"owner\":\"alice\"}").getBytes(UTF_8));
    }

    public static EventEnvelope credited(String account, long sequence) {
        return event(AccountTypes.CREDITED, account, sequence, DATA);
    }

    /** An account from its opening on, with so many events. */
    public static List<EventEnvelope> history(String account, int events) {
        return LongStream.rangeClosed(1, events)
                .mapToObj(sequence -> sequence == 1 ? opened(account) : credited(account, sequence))
                .toList();
    }

    private static EventEnvelope event(String type, String account, long sequence, byte[] data) {
        String commandId = UuidCreator.getTimeOrderedEpochPlus1().toString();
        return new EventEnvelope(
                UuidCreator.getTimeOrderedEpochPlus1().toString(),
                EventEnvelope.COMMAND_SERVICE,
                type,
                new Subject("account", account),
                account,
                Instant.now(),
                sequence,
                TENANT,
                "alice",
                null,
                commandId,
                commandId,
                commandId,
                0,
                null,
                null,
                null,
                null,
                data);
    }

    public static String stream(String account) {
        return StreamId.of(TENANT, "account", account);
    }
}
