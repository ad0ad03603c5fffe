package io.docket.workflow.roundtrip;

import static io.docket.workflow.roundtrip.Booking.ITEMS;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.workflow.command.RecordingServer.Request;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bookings that end, or fail at a step and are undone. */
@Isolated("kills the engine")
class SagaIT {
    private static final Consumer<Request> NOTHING = request -> {};

    private final List<Booking> bookings = new ArrayList<>();

    @AfterEach
    void close() {
        bookings.forEach(Booking::close);
    }

    @Test
    void a_booking_that_nothing_stands_against_undoes_nothing() throws IOException {
        Booking booking = booking("", NOTHING);

        booking.begin(UnaryOperator.identity());
        booking.awaitEnd();

        assertThat(booking.booked).isEqualTo(once(ITEMS));
        assertThat(booking.undone).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_booking_that_fails_at_a_step_undoes_every_step_before_it_once(int step) throws IOException {
        Booking booking = booking(ITEMS.get(step), NOTHING);

        booking.begin(UnaryOperator.identity());
        booking.awaitEnd();

        assertUndoneUpTo(step, booking);
    }

    /** All at the same time: what takes long is that the engine waits for those that died. */
    @Test
    void workers_that_die_with_every_command_undo_every_step_once() throws IOException {
        Map<Integer, Booking> failingAt = new TreeMap<>();
        Map<Integer, Set<String>> deaths = new TreeMap<>();
        for (int step = 1; step < ITEMS.size(); step++) {
            failingAt.put(step, booking(ITEMS.get(step), NOTHING));
            deaths.put(step, ConcurrentHashMap.newKeySet());
        }

        failingAt.forEach((step, booking) -> booking.begin(engine -> new MortalJobEngine(engine, deaths.get(step))));
        failingAt.values().forEach(Booking::awaitEnd);

        deaths.forEach((step, died) -> assertThat(died).hasSizeGreaterThanOrEqualTo(2 * step));
        failingAt.forEach(SagaIT::assertUndoneUpTo);
    }

    @Test
    void an_engine_that_is_killed_while_booking_and_while_undoing_undoes_every_step_once() throws IOException {
        Set<String> killedAt = ConcurrentHashMap.newKeySet();
        Set<String> deaths = ConcurrentHashMap.newKeySet();
        Booking booking = booking("payment", request -> {
            if (request.body().contains("-flight") && killedAt.add(request.type())) {
                LocalBroker.kill();
            }
        });

        booking.begin(engine -> new MortalJobEngine(engine, deaths));
        booking.awaitEnd();

        assertThat(killedAt).containsExactlyInAnyOrder("put-record", "delete-record");
        assertUndoneUpTo(3, booking);
    }

    private Booking booking(String refused, Consumer<Request> meanwhile) throws IOException {
        Booking booking = new Booking(refused, meanwhile);
        bookings.add(booking);
        return booking;
    }

    private static void assertUndoneUpTo(int step, Booking booking) {
        assertThat(booking.booked).as("booked before step %d", step).isEqualTo(once(ITEMS.subList(0, step)));
        assertThat(booking.undone).as("undone from step %d", step).isEqualTo(once(ITEMS.subList(0, step)));
    }

    private static Map<String, Integer> once(List<String> items) {
        Map<String, Integer> counts = new TreeMap<>();
        items.forEach(item -> counts.put(item, 1));
        return counts;
    }
}
