package io.docket.command.idempotency;

import io.docket.command.decision.Refusal;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Answer.Refused;
import io.docket.command.submit.Prepared;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.StoredOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Carries out a command once per key: a duplicate gets the stored outcome, or waits for the first that is under way. */
public final class Once {
    /** How long a duplicate waits for the first. */
    public static final Duration JOIN_TIMEOUT = Duration.ofSeconds(45);

    private final EventStore store;
    private final Map<String, UnderWay> underWay = new ConcurrentHashMap<>();

    public Once(EventStore store) {
        this.store = store;
    }

    /** The first outcome of the command's key, which is the given one if there was none before. */
    public Answer answer(Prepared<?> command, Supplier<Answer> first) {
        String id = command.context().tenant() + "/" + command.context().commandId();
        UnderWay mine = new UnderWay(Objects.requireNonNull(command.fingerprint()), new CompletableFuture<>());
        UnderWay other = underWay.putIfAbsent(id, mine);
        if (other != null) {
            return other.fingerprint.equals(mine.fingerprint) ? join(other) : new Refused(Refusal.keyReuse());
        }
        try {
            Answer answer = stored(command).orElseGet(first);
            mine.answer.complete(answer);
            return answer;
        } finally {
            mine.answer.complete(interrupted());
            underWay.remove(id, mine);
        }
    }

    /** The stored outcome as the answer to this command: a replay, or 422 if it was another command's. */
    public static Answer replay(StoredOutcome stored, Prepared<?> command) {
        return stored.outcome().fingerprint().equals(command.fingerprint())
                ? OutcomeCodec.read(stored).asReplay()
                : new Refused(Refusal.keyReuse());
    }

    private Optional<Answer> stored(Prepared<?> command) {
        return store.outcome(command.context().tenant(), command.context().commandId())
                .map(stored -> replay(stored, command));
    }

    private static Answer join(UnderWay first) {
        try {
            Answer answer = first.answer.get(JOIN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return isKept(answer) ? answer.asReplay() : answer;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return interrupted();
        } catch (ExecutionException | TimeoutException _) {
            return interrupted();
        }
    }

    /** Any other refusal is one of this moment: who sends the command again may get another answer. */
    private static boolean isKept(Answer answer) {
        return !(answer instanceof Refused refused) || refused.refusal().isKept();
    }

    private static Answer interrupted() {
        return new Refused(Refusal.unavailable(
                "outcome-unknown",
                "the first command with this key has no outcome yet; send it again with the same key"));
    }

    private record UnderWay(String fingerprint, CompletableFuture<Answer> answer) {}
}
