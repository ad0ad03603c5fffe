package io.docket.workflow.rebuild;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.command.Cause;
import io.docket.workflow.events.Effects;
import io.docket.workflow.events.LoggedEvent;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.rebuild.Rebuilt.Open;
import io.docket.workflow.rebuild.Rebuilt.ProcessRef;
import io.docket.workflow.rebuild.Rebuilt.Wish;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.start.StartRequest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Reads what asked for the open instances out of the log again, one at a time. */
final class OpenStarts {
    private final Logs logs;

    OpenStarts(Logs logs) {
        this.logs = logs;
    }

    /**
     * Hands out the requests, and notes the processes that they wait for.
     *
     * @throws Unavailable if one is not there any more: the log says something else by now
     */
    void forEach(Rebuilt rebuilt, Consumer<StartRequest> reader) {
        Map<InstanceRef, Open> open = rebuilt.open();
        AtomicInteger read = new AtomicInteger();
        logs.eventsAt(open.values().stream().map(Open::request).toList(), logged -> {
            StartRequest request = request(logged, open);
            reader.accept(request);
            rebuilt.awaited().add(new ProcessRef(request.instance().tenant(), request.processId()));
            read.incrementAndGet();
        });
        if (read.get() < open.size()) {
            throw new Unavailable((open.size() - read.get()) + " requests are not in the log any more", null);
        }
    }

    private static StartRequest request(LoggedEvent logged, Map<InstanceRef, Open> open) {
        EventEnvelope envelope = logged.envelope();
        InstanceRef instance =
                new InstanceRef(envelope.tenant(), envelope.subject().id());
        Open start = open.get(instance);
        if (start == null || !(Effects.read(envelope) instanceof ProcessEvent.Requested requested)) {
            throw new Unavailable("no request at " + logged.position(), null);
        }
        Wish asked = start.again() == null ? new Wish(envelope.id(), envelope.time()) : start.again();
        return StartRequest.of(
                instance,
                requested,
                new StartRequest.Origin(asked.eventId(), logged.position(), asked.time(), Cause.of(envelope)));
    }
}
