package io.docket.command.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.docket.command.idempotency.OutcomeCodec;
import io.docket.command.route.OwnReceipts;
import io.docket.command.route.Receipt;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Prepared;
import io.docket.eventstore.EventStore;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What became of the commands that nobody waited for. A receipt is the id of its command. */
@Singleton
public class Receipts implements OwnReceipts {
    /** Refusals that are not in the log, kept in memory. */
    static final int MAX_REFUSALS = 10_000;

    /** How long they are kept. */
    static final Duration KEEP_REFUSALS = Duration.ofMinutes(10);

    private final EventStore store;
    private final Set<String> pending = ConcurrentHashMap.newKeySet();
    private final Cache<String, Answer> refusals = Caffeine.newBuilder()
            .maximumSize(MAX_REFUSALS)
            .expireAfterWrite(KEEP_REFUSALS)
            .build();

    Receipts(EventStore store) {
        this.store = store;
    }

    /** Opens the receipt of a command. */
    String open(Prepared<?> command) {
        pending.add(key(command));
        return command.context().commandId();
    }

    /** The command has its answer. */
    void close(Prepared<?> command, Answer answer) {
        if (answer instanceof Answer.Refused refused && !refused.refusal().isKept()) {
            refusals.put(key(command), answer);
        }
        pending.remove(key(command));
    }

    @Override
    public Receipt of(String tenant, String receipt) {
        boolean underWay = pending.contains(tenant + "/" + receipt);
        return new Receipt(underWay, answer(tenant, receipt).orElse(null));
    }

    private Optional<Answer> answer(String tenant, String receipt) {
        Optional<Answer> inLog = store.outcome(tenant, receipt).map(OutcomeCodec::read);
        return inLog.or(() -> Optional.ofNullable(refusals.getIfPresent(tenant + "/" + receipt)));
    }

    private static String key(Prepared<?> command) {
        return command.context().tenant() + "/" + command.context().commandId();
    }
}
