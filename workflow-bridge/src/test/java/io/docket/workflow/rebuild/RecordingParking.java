package io.docket.workflow.rebuild;

import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.Parking;
import io.docket.workflow.simulation.Held;
import io.docket.workflow.start.ParkedStart;
import io.docket.workflow.start.StartRequest;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps the last request alone, and counts whose data somebody else holds. */
final class RecordingParking implements Parking {
    final Held held = new Held();

    private @Nullable StartRequest last;

    StartRequest last() {
        return Objects.requireNonNull(last);
    }

    @Override
    public void park(StartRequest request) {
        last = request;
        held.add(Objects.requireNonNull(request.caseData()));
    }

    @Override
    public boolean isParked(InstanceRef instance) {
        return false;
    }

    @Override
    public void unpark(InstanceRef instance) {}

    @Override
    public long size() {
        return held.added();
    }

    @Override
    public void forEach(Consumer<ParkedStart> reader) {}

    @Override
    public void takeWhile(String tenant, String processId, Predicate<StartRequest> reader) {}
}
