package io.docket.command.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.PartitionStatus.State;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<PartitionStatus> partitions = new ArrayList<>();

    @Test
    void partitions_are_counted_by_state_as_they_are_now() {
        PartitionMeters.register(() -> partitions, registry);
        partitions.add(new PartitionStatus(0, State.SERVING, "", 5, 0));
        partitions.add(new PartitionStatus(1, State.TAKING_OVER, "", 5, 0));
        assertThat(count("failed")).isZero();

        partitions.set(1, new PartitionStatus(1, State.FAILED, "broken log", 5, 0));

        assertThat(count("serving")).isOne();
        assertThat(count("taking-over")).isZero();
        assertThat(count("failed")).isOne();
        assertThat(count("not-owned")).isZero();
    }

    private double count(String state) {
        return registry.get("docket.partitions").tag("state", state).gauge().value();
    }
}
