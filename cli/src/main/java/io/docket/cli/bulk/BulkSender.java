package io.docket.cli.bulk;

import io.docket.cli.failure.UserError;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;

/**
 * Sends commands until each has its outcome. What a lost connection or a busy server leaves unanswered is sent again, in
 * the same order and with the same keys: the server answers a key that it has seen with the first outcome.
 */
public final class BulkSender {
    private final BulkEndpoint endpoint;
    private final Backoff backoff;
    private final BiConsumer<BulkCommand, Outcome> onOutcome;
    private final BiConsumer<Integer, String> onRetry;

    /**
     * @param onOutcome hears the final outcome of each command, in order per root
     * @param onRetry hears how many commands are sent again, and why
     */
    public BulkSender(
            BulkEndpoint endpoint,
            Backoff backoff,
            BiConsumer<BulkCommand, Outcome> onOutcome,
            BiConsumer<Integer, String> onRetry) {
        this.endpoint = endpoint;
        this.backoff = backoff;
        this.onOutcome = onOutcome;
        this.onRetry = onRetry;
    }

    /** Sends the commands. Throws {@link UserError} if one is rejected, or if the server stays away. */
    public void send(List<BulkCommand> commands) throws InterruptedException {
        List<BulkCommand> pending = commands;
        int attempt = 0;
        while (!pending.isEmpty()) {
            Answer answer = endpoint.post(pending);
            List<BulkCommand> unanswered = sort(pending, answer);
            attempt = unanswered.size() < pending.size() ? 1 : attempt + 1;
            if (!unanswered.isEmpty()) {
                pause(unanswered.size(), attempt, answer);
            }
            pending = unanswered;
        }
    }

    private List<BulkCommand> sort(List<BulkCommand> sent, Answer answer) {
        List<BulkCommand> again = new ArrayList<>();
        Set<String> held = new HashSet<>();
        Optional<UserError> rejection = Optional.empty();
        for (int i = 0; i < answer.outcomes().size(); i++) {
            BulkCommand command = sent.get(i);
            Outcome outcome = answer.outcomes().get(i);
            if (outcome.isRetryable() || (held.contains(command.root()) && !outcome.isAccepted())) {
                held.add(command.root());
                again.add(command);
                continue;
            }
            if (held.contains(command.root()) && !outcome.replayed()) {
                throw new UserError(command.label() + ": " + command.type() + " was executed before an earlier command"
                        + " of the same case, which the server put off");
            }
            onOutcome.accept(command, outcome);
            if (!outcome.isAccepted() && rejection.isEmpty()) {
                rejection = Optional.of(new UserError(command.label() + ": " + command.type() + " was rejected: "
                        + outcome.status() + " " + outcome.problem()));
            }
        }
        if (rejection.isPresent()) {
            throw rejection.get();
        }
        again.addAll(sent.subList(answer.outcomes().size(), sent.size()));
        return again;
    }

    private void pause(int unanswered, int attempt, Answer answer) throws InterruptedException {
        String reason = answer.broken().isEmpty() ? "the server is busy" : answer.broken();
        if (attempt > backoff.attempts()) {
            throw new UserError("giving up after " + backoff.attempts() + " attempts: " + reason
                    + "; the same command again continues where this one stopped");
        }
        onRetry.accept(unanswered, reason);
        long asked = answer.outcomes().stream()
                .mapToLong(Outcome::retryAfterSeconds)
                .max()
                .orElse(0);
        Thread.sleep(backoff.before(attempt, Math.max(asked, answer.retryAfterSeconds()), ThreadLocalRandom.current()));
    }
}
