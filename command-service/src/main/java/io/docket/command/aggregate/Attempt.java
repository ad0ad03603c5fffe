package io.docket.command.aggregate;

import io.docket.command.submit.Answer.Accepted;
import io.docket.command.submit.Bearer;
import io.docket.command.submit.Prepared;
import io.docket.contracts.command.CommandResult;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.position.Position;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.StoredEvent;
import io.docket.eventstore.axon.CommittedAppend;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One attempt to carry out a command, in one unit of work, and how it ended. */
final class Attempt {
    private static final int OK = 200;
    private static final int CREATED = 201;

    private final Prepared<?> command;
    private final AxonWorkspace workspace;
    private final @Nullable Bearer bearer = Bearer.current().orElse(null);
    private long tenure;
    private @Nullable Accepted accepted;
    private @Nullable Throwable failure;

    Attempt(Prepared<?> command, EventStore store, Shelves shelves) {
        this.command = command;
        this.workspace =
                new AxonWorkspace(shelves, store, command.context().tenant(), command.target(), command.ifMatch());
    }

    Prepared<?> command() {
        return command;
    }

    /** The tenure in which it was decided. */
    long tenure() {
        return tenure;
    }

    /**
     * Decides, on whatever thread, with the token that the command came with at hand.
     *
     * @param decidedIn the tenure of the unit of work
     */
    void perform(long decidedIn) {
        tenure = decidedIn;
        Bearer.during(bearer, () -> {
            command.performIn(workspace);
            return workspace;
        });
    }

    void commit(Optional<CommittedAppend> append) {
        List<StoredEvent> events = append.map(CommittedAppend::events).orElse(List.of());
        Position last = events.isEmpty() ? null : events.getLast().position();
        accepted = acceptedWith(events.stream().map(StoredEvent::event).toList(), last);
    }

    void fail(Throwable why) {
        failure = why;
    }

    /** How it ended; throws what it failed with. */
    Accepted accepted() {
        if (failure instanceof RuntimeException known) {
            throw known;
        }
        if (failure != null || accepted == null) {
            throw new IllegalStateException("command " + command.type().name() + " ended without an answer", failure);
        }
        return accepted;
    }

    /** The answer if these events are committed. */
    Accepted acceptedWith(List<EventEnvelope> events, @Nullable Position last) {
        List<EventEnvelope> ofTarget = events.stream().filter(this::isOfTarget).toList();
        boolean created = !ofTarget.isEmpty() && ofTarget.getFirst().sequence() == 1;
        long version =
                ofTarget.isEmpty() ? workspace.version() : ofTarget.getLast().sequence();
        CommandResult result = new CommandResult(
                command.context().commandId(),
                command.target().entity(),
                command.target().id(),
                version,
                last == null ? null : last.toString(),
                events.stream()
                        .map(event -> new CommandResult.Event(event.id(), event.type()))
                        .toList());
        return new Accepted(created ? CREATED : OK, result, false);
    }

    private boolean isOfTarget(EventEnvelope event) {
        return event.subject().entity().equals(command.target().entity())
                && event.subject().id().equals(command.target().id());
    }
}
