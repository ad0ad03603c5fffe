package io.docket.command.http;

import io.docket.command.admission.Admission;
import io.docket.command.admission.Admission.Place;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.service.Background;
import io.docket.command.service.MeteredCommands;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Answer.Accepted;
import io.docket.command.submit.Answer.Refused;
import io.docket.command.submit.Preparation;
import io.docket.command.submit.Prepared;
import io.docket.command.submit.Submission;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Single commands, as many at once as keep their latency, waited for or not. */
@Singleton
public class SingleCommands {
    private static final Logger LOG = Logger.getLogger(SingleCommands.class);

    private final MeteredCommands commands;
    private final Preparation preparation;
    private final Receipts receipts;
    private final Admission admission;
    private final Background background;

    SingleCommands(
            MeteredCommands commands,
            Preparation preparation,
            Receipts receipts,
            Background background,
            Admission admission) {
        this.commands = commands;
        this.preparation = preparation;
        this.receipts = receipts;
        this.background = background;
        this.admission = admission;
    }

    /** A place for a command that was let in without one. Rejects with 429 if there is none. */
    Place enter() {
        return admission.enter().orElseThrow(() -> new Rejection(full()));
    }

    /** The answer. Gives the place back. */
    Answer submit(Submission submission, Place place) {
        Answer answer = null;
        try {
            answer = commands.submit(submission);
            return answer;
        } finally {
            leave(place, answer);
        }
    }

    /** Only what was committed says how long a commit takes. */
    private static void leave(Place place, @Nullable Answer answer) {
        if (answer instanceof Accepted accepted && !accepted.replayed()) {
            place.leave();
        } else {
            place.leaveEarly();
        }
    }

    /**
     * Takes the command, and returns the id of its receipt at once. Rejects what is certain to be refused. Gives the place
     * back, after the command is carried out.
     */
    String submitLater(Submission submission, Place place) {
        try {
            return begin(submission, place);
        } catch (RuntimeException e) {
            place.leaveEarly();
            throw e;
        }
    }

    private String begin(Submission submission, Place place) {
        Submission keyed =
                submission.key() == null ? submission.withKey(UUID.randomUUID().toString()) : submission;
        Prepared<?> command = preparation.prepare(keyed);
        String receipt = receipts.open(command);
        background.execute(() -> {
            Answer answer = new Refused(Refusal.failed());
            try {
                answer = commands.submit(keyed);
            } catch (RuntimeException e) {
                LOG.errorf(e, "event=background-command-failed type=%s", keyed.type());
            } finally {
                receipts.close(command, answer);
                leave(place, answer);
            }
        });
        return receipt;
    }

    private Refusal full() {
        return Refusal.overloaded(admission.room() + " commands are under way");
    }
}
