package io.docket.command.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.Owner;
import io.docket.eventstore.Owners;
import io.docket.eventstore.OwnersListener;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.PartitionStatus.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class StoreReadinessTest {
    /** A directory that knows the owners of some partitions. */
    private record Known(Set<Integer> partitions) implements Owners {
        Known(Integer... partitions) {
            this(Set.of(partitions));
        }

        @Override
        public Optional<Owner> ownerOf(int partition) {
            return partitions.contains(partition)
                    ? Optional.of(new Owner(partition, "instance", "10.0.0.7:8181", 1, Instant.EPOCH))
                    : Optional.empty();
        }

        @Override
        public void addListener(OwnersListener listener) {
            throw new UnsupportedOperationException("nobody listens");
        }
    }

    @Test
    void who_serves_all_that_it_has_is_ready_whoever_has_the_rest() {
        assertThat(status(new Known(), State.SERVING, State.NOT_OWNED)).isEqualTo(Status.UP);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            mode = Mode.INCLUDE,
            names = {"TAKING_OVER", "IN_DOUBT", "DRAINING"})
    void who_does_not_serve_yet_what_it_has_is_not_ready(State state) {
        assertThat(status(new Known(0, 1, 2), State.SERVING, state, State.NOT_OWNED))
                .isEqualTo(Status.DOWN);
    }

    @Test
    void who_has_none_is_ready_when_it_knows_the_owner_of_each() {
        assertThat(status(new Known(0, 1), State.NOT_OWNED, State.NOT_OWNED)).isEqualTo(Status.UP);
        assertThat(status(new Known(0), State.NOT_OWNED, State.NOT_OWNED)).isEqualTo(Status.DOWN);
    }

    @Test
    void a_partition_that_failed_does_not_take_the_entry_of_the_others_away() {
        assertThat(status(new Known(), State.FAILED, State.SERVING)).isEqualTo(Status.UP);
        assertThat(status(new Known(), State.FAILED, State.SERVING, State.NOT_OWNED))
                .isEqualTo(Status.UP);
        assertThat(status(new Known(), State.FAILED, State.TAKING_OVER)).isEqualTo(Status.DOWN);
    }

    @Test
    void who_has_failed_ones_only_is_ready_for_the_others_when_it_knows_their_owners() {
        assertThat(status(new Known(1), State.FAILED, State.NOT_OWNED)).isEqualTo(Status.UP);
        assertThat(status(new Known(0), State.FAILED, State.NOT_OWNED)).isEqualTo(Status.DOWN);
    }

    @Test
    void where_all_have_failed_nobody_is_ready() {
        assertThat(status(new Known(0, 1), State.FAILED, State.FAILED)).isEqualTo(Status.DOWN);
    }

    @Test
    void every_partition_is_in_the_details_with_what_it_says() {
        List<PartitionStatus> partitions = List.of(
                new PartitionStatus(0, State.SERVING, "", 5, 0),
                new PartitionStatus(1, State.FAILED, "event at 1-7 does not follow the chain", 7, 0),
                new PartitionStatus(2, State.NOT_OWNED, "", -1, 0));

        HealthCheckResponse answer = StoreReadiness.answer(partitions, new Known());

        assertThat(answer.getName()).isEqualTo("event-store");
        assertThat(answer.getData().orElseThrow())
                .isEqualTo(Map.of(
                        "owned",
                        2L,
                        "serving",
                        1L,
                        "failed",
                        1L,
                        "partition-0",
                        "serving",
                        "partition-1",
                        "failed: event at 1-7 does not follow the chain",
                        "partition-2",
                        "not_owned"));
    }

    private static Status status(Owners owners, State... states) {
        List<PartitionStatus> partitions = IntStream.range(0, states.length)
                .mapToObj(partition -> new PartitionStatus(partition, states[partition], "", 0, 0))
                .toList();
        return StoreReadiness.answer(partitions, owners).getStatus();
    }
}
