package io.docket.command.http;

import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.service.Background;
import io.docket.command.service.CommandConfig;
import io.docket.command.service.MeteredCommands;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Answer.Refused;
import io.docket.command.submit.Preparation;
import io.docket.command.submit.Prepared;
import io.docket.command.submit.Submission;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/** Single commands, at most so many at once, waited for or not. */
@Singleton
public class SingleCommands {
    private final MeteredCommands commands;
    private final Preparation preparation;
    private final Receipts receipts;
    private final int capacity;
    private final Semaphore room;
    private final Background background;

    SingleCommands(
            MeteredCommands commands,
            Preparation preparation,
            Receipts receipts,
            Background background,
            CommandConfig config) {
        this.commands = commands;
        this.preparation = preparation;
        this.receipts = receipts;
        this.background = background;
        this.capacity = config.inFlight();
        this.room = new Semaphore(capacity);
    }

    /** The answer. */
    Answer submit(Submission submission) {
        if (!room.tryAcquire()) {
            return new Refused(full());
        }
        try {
            return commands.submit(submission);
        } finally {
            room.release();
        }
    }

    /** Takes the command, and returns the id of its receipt at once. Rejects what is certain to be refused. */
    String submitLater(Submission submission) {
        Submission keyed =
                submission.key() == null ? submission.withKey(UUID.randomUUID().toString()) : submission;
        Prepared<?> command = preparation.prepare(keyed);
        if (!room.tryAcquire()) {
            throw new Rejection(full());
        }
        String receipt = receipts.open(command);
        background.execute(() -> {
            try {
                receipts.close(command, commands.submit(keyed));
            } finally {
                room.release();
            }
        });
        return receipt;
    }

    private Refusal full() {
        return Refusal.overloaded(capacity + " commands are under way");
    }
}
