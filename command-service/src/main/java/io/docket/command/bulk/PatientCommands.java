package io.docket.command.bulk;

import io.docket.command.submit.Answer;
import io.docket.command.submit.Commands;
import io.docket.command.submit.Submission;
import java.time.Duration;

/**
 * Tries a command again while the service cannot take it, for a bounded time. So a change of owner in the middle of a
 * request neither fails commands nor lets later ones of the same entity overtake them.
 */
final class PatientCommands implements Commands {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final Commands commands;
    private final Duration patience;

    PatientCommands(Commands commands, Duration patience) {
        this.commands = commands;
        this.patience = patience;
    }

    @Override
    public Answer submit(Submission submission) {
        long giveUp = System.nanoTime() + patience.toNanos();
        Duration pause = FIRST_PAUSE;
        while (true) {
            Answer answer = commands.submit(submission);
            if (!isWorthRetrying(answer, submission) || System.nanoTime() + pause.toNanos() > giveUp) {
                return answer;
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return answer;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
        }
    }

    /** Without a key, a command whose outcome is not known must not be sent again. */
    private static boolean isWorthRetrying(Answer answer, Submission submission) {
        return answer instanceof Answer.Refused refused
                && refused.refusal().retryAfterSeconds() != null
                && (submission.key() != null || !refused.refusal().slug().equals("outcome-unknown"));
    }
}
