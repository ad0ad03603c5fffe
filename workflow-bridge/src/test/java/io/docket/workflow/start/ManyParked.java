package io.docket.workflow.start;

import io.docket.contracts.json.Json;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.Parking;
import io.docket.workflow.simulation.Held;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Many starts that wait for one process; their requests are made as they are read, and those that somebody holds are counted. */
final class ManyParked implements Parking {
    static final String PROCESS = "loan";
    static final Instant SINCE = Instant.parse("2030-01-01T00:00:00Z");

    private static final int DATA_BYTES = 5_000;

    final Held held = new Held();

    private final Set<InstanceRef> parked = new LinkedHashSet<>();

    ManyParked(int count) {
        for (int i = 0; i < count; i++) {
            parked.add(new InstanceRef("acme", "case~loan-" + i));
        }
    }

    @Override
    public void park(StartRequest request) {
        parked.add(request.instance());
    }

    @Override
    public boolean isParked(InstanceRef instance) {
        return parked.contains(instance);
    }

    @Override
    public void unpark(InstanceRef instance) {
        parked.remove(instance);
    }

    @Override
    public long size() {
        return parked.size();
    }

    @Override
    public void forEach(Consumer<ParkedStart> reader) {
        List.copyOf(parked).forEach(instance -> reader.accept(new ParkedStart(instance, PROCESS, origin(instance))));
    }

    @Override
    public void takeWhile(String tenant, String processId, Predicate<StartRequest> reader) {
        for (InstanceRef instance : List.copyOf(parked)) {
            if (parked.contains(instance) && !reader.test(request(instance))) {
                return;
            }
        }
    }

    private StartRequest request(InstanceRef instance) {
        StartRequest request = new StartRequest(
                instance,
                PROCESS,
                null,
                null,
                Json.mapper().createObjectNode().put("essay", "x".repeat(DATA_BYTES)),
                origin(instance));
        held.add(Objects.requireNonNull(request.caseData()));
        return request;
    }

    private static StartRequest.Origin origin(InstanceRef instance) {
        return new StartRequest.Origin("e-" + instance.processInstanceId(), "0-1", SINCE, null);
    }
}
