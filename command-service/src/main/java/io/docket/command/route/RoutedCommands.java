package io.docket.command.route;

import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Answer.Accepted;
import io.docket.command.submit.Answer.Refused;
import io.docket.command.submit.Bearer;
import io.docket.command.submit.Commands;
import io.docket.command.submit.Preparation;
import io.docket.command.submit.Prepared;
import io.docket.command.submit.Submission;
import io.docket.command.submit.Submitter;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.route.Reply;
import io.docket.eventstore.route.Route;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Carries out a command here if this instance owns the partition of its entity, else has its owner do it. What is sent to
 * another instance always has a key: one is made up for a command without, so that it can be sent a second time.
 */
public final class RoutedCommands implements Commands {
    private static final Logger LOG = Logger.getLogger(RoutedCommands.class);
    private static final String CHANGING =
            "the partition of this entity is changing its owner, or its owner cannot go on now";

    private final Preparation preparation;
    private final Submitter submitter;
    private final EventStore store;
    private final Route route;
    private final Peers peers;

    public RoutedCommands(Preparation preparation, Submitter submitter, EventStore store, Route route, Peers peers) {
        this.preparation = preparation;
        this.submitter = submitter;
        this.store = store;
        this.route = route;
        this.peers = peers;
    }

    @Override
    public Answer submit(Submission submission) {
        try {
            Prepared<?> command = preparation.prepare(submission);
            if (isHere(command)) {
                return perform(command, submission);
            }
            Bearer bearer = submission.bearer();
            if (bearer == null) {
                return notServed(command, CHANGING);
            }
            return submission.key() == null
                    ? asFirst(keyed(submission.withKey(UUID.randomUUID().toString()), bearer))
                    : forward(command, submission, bearer);
        } catch (Rejection rejection) {
            return new Refused(rejection.refusal());
        }
    }

    /** The answer if this instance owns the partition; else where to ask. For commands that were routed already. */
    public Reply<Answer> submitHere(Submission submission) {
        try {
            Prepared<?> command = preparation.prepare(submission);
            if (isHere(command)) {
                return new Reply.Answered<>(perform(command, submission));
            }
            return hasFailed(command)
                    ? new Reply.Answered<>(new Refused(Refusal.partitionFailed()))
                    : new Reply.NotHere<>(route.otherOwnerOf(partitionOf(command)));
        } catch (Rejection rejection) {
            return new Reply.Answered<>(new Refused(rejection.refusal()));
        }
    }

    /** The id of a new entity follows from the key: with another key it may belong here after all. */
    private Answer keyed(Submission submission, Bearer bearer) {
        Prepared<?> command = preparation.prepare(submission);
        return isHere(command) ? perform(command, submission) : forward(command, submission, bearer);
    }

    private Answer perform(Prepared<?> command, Submission submission) {
        return Bearer.during(submission.bearer(), () -> submitter.perform(command));
    }

    private Answer forward(Prepared<?> command, Submission submission, Bearer bearer) {
        Reply<Answer> reply = route.ask(partitionOf(command), address -> peers.submit(address, submission, bearer));
        return switch (reply) {
            case Reply.Answered<Answer>(Answer answer) -> answer;
            case Reply.NotHere<Answer> _ -> notServed(command, CHANGING);
            case Reply.NotAsked<Answer>(String reason) -> notServed(command, reason);
            case Reply.Unknown<Answer>(String reason) -> {
                LOG.warnf("event=forwarded-command-unanswered type=%s reason=\"%s\"", submission.type(), reason);
                yield new Refused(Refusal.unavailable(
                        "outcome-unknown",
                        "it is not known whether the command is committed; send it again with the same"
                                + " Idempotency-Key"));
            }
        };
    }

    /** The client has sent no key, so it has not sent the command before. */
    private static Answer asFirst(Answer answer) {
        return switch (answer) {
            case Accepted accepted -> new Accepted(accepted.status(), accepted.result(), false);
            case Refused refused -> new Refused(refused.refusal());
        };
    }

    private boolean isHere(Prepared<?> command) {
        return store.serves(partitionOf(command));
    }

    private int partitionOf(Prepared<?> command) {
        return store.partitionOf(command.target().root());
    }

    /** Nobody serves the partition: it may come back, unless it failed here. */
    private Answer notServed(Prepared<?> command, String reason) {
        return new Refused(hasFailed(command) ? Refusal.partitionFailed() : Refusal.unavailable("unavailable", reason));
    }

    /** True if this instance has the partition, so that no other one serves it, and goes on with it only if it is mended. */
    private boolean hasFailed(Prepared<?> command) {
        int partition = partitionOf(command);
        return store.partitions().stream()
                .anyMatch(status -> status.partition() == partition && status.state() == State.FAILED);
    }
}
