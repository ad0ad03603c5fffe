package io.docket.command.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.admission.Admission.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A server that commits in groups, in virtual time: 4 ms a transaction and 0.8 ms a command, so 1,250 commands/s at most. */
class AdmissionTest {
    private static final double TRANSACTION_MILLIS = 4;
    private static final double COMMAND_MILLIS = 0.8;
    private static final double CAPACITY_PER_SECOND = 1_250;

    private double millis;
    private final Admission admission =
            new Admission(16, 2_048, Duration.ofMillis(100), () -> (long) (millis * 1_000_000));

    private record Running(Place place, double since) {}

    private record Result(double p99, double perSecond) {}

    @Test
    void under_five_times_the_load_accepted_commands_keep_their_latency_and_the_server_its_throughput() {
        Result normal = offer(0.9);

        Result overload = offer(5);

        assertThat(overload.p99).isLessThan(2 * normal.p99);
        assertThat(overload.perSecond).isGreaterThan(0.85 * CAPACITY_PER_SECOND);
    }

    @Test
    void when_the_overload_is_over_there_is_room_again() {
        offer(5);

        Result after = offer(0.9);

        assertThat(after.perSecond).isGreaterThan(0.85 * CAPACITY_PER_SECOND);
    }

    @Test
    void when_commands_become_slow_all_at_once_the_room_fits_them_within_two_seconds() {
        Admission admission = new Admission(16, 2_048, Duration.ofMillis(100), () -> (long) (millis * 1_000_000));

        for (double end = millis + 2_000; millis < end; millis += 400) {
            List<Place> places = new ArrayList<>();
            for (int i = admission.room(); i > 0; i--) {
                admission.enter().ifPresent(places::add);
            }
            millis += 400;
            places.forEach(Place::leave);
        }

        assertThat(admission.room()).isLessThanOrEqualTo(64);
    }

    @Test
    void there_is_always_some_room() {
        Admission narrow = new Admission(2, 2, Duration.ofMillis(1), () -> 0L);

        assertThat(narrow.enter()).isPresent();
        assertThat(narrow.isFull()).isFalse();
        assertThat(narrow.enter()).isPresent();
        assertThat(narrow.isFull()).isTrue();
        assertThat(narrow.enter()).isEmpty();
    }

    /** Offers a share of the capacity for a minute, Poisson arrivals; measured after the first 20 s. */
    private Result offer(double load) {
        Random random = new Random(1);
        double end = millis + 60_000;
        double measuredFrom = millis + 20_000;
        double nextArrival = millis;
        double commitsAt = Double.MAX_VALUE;
        List<Running> waiting = new ArrayList<>();
        List<Running> committing = List.of();
        List<Double> latencies = new ArrayList<>();
        while (millis < end) {
            if (nextArrival < commitsAt) {
                millis = nextArrival;
                nextArrival += -Math.log(1 - random.nextDouble()) * 1_000 / (load * CAPACITY_PER_SECOND);
                admission.enter().ifPresent(place -> waiting.add(new Running(place, millis)));
            } else {
                millis = commitsAt;
                for (Running done : committing) {
                    done.place.leave();
                    if (millis > measuredFrom) {
                        latencies.add(millis - done.since);
                    }
                }
                committing = List.of();
                commitsAt = Double.MAX_VALUE;
            }
            if (committing.isEmpty() && !waiting.isEmpty()) {
                committing = List.copyOf(waiting);
                waiting.clear();
                commitsAt = millis + TRANSACTION_MILLIS + COMMAND_MILLIS * committing.size();
            }
        }
        committing.forEach(running -> running.place.leaveEarly());
        waiting.forEach(running -> running.place.leaveEarly());
        Collections.sort(latencies);
        return new Result(latencies.get(latencies.size() * 99 / 100), latencies.size() / 40.0);
    }
}
