package io.docket.notification.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.notification.outbox.Outbox;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final RecordingWire wire = new RecordingWire();
    private int woken;
    private final Outbox<Frame> outbox =
            new Outbox<>(wire, new Outbox.Limits(200, 100_000, 16, 65_536, Duration.ofSeconds(15)), () -> woken++, 0);

    @Test
    void frames_that_are_added_leave_together_when_they_are_flushed() {
        for (int count = 0; count < 10; count++) {
            outbox.add(frame(10));
        }
        assertThat(wire.frames).isEmpty();

        outbox.flush();

        assertThat(wire.frames).hasSize(10);
        assertThat(wire.writes).isEqualTo(1);
    }

    @Test
    void the_frames_that_may_wait_are_bounded() {
        wire.reading = false;
        int given = fill(10);

        assertThat(given).isEqualTo(200);
        assertThat(outbox.waiting()).isEqualTo(200);
    }

    @Test
    void the_bytes_that_may_wait_are_bounded() {
        wire.reading = false;
        int given = fill(10_000);

        assertThat(given).isEqualTo(10);
    }

    @Test
    void a_write_is_small_so_that_what_a_slow_client_takes_is_seen() {
        wire.reading = false;
        fill(1_000);

        assertThat(wire.frames).hasSize(Outbox.WRITE_BYTES / 1_000 + 1);
        wire.take(1);

        assertThat(wire.writes).isEqualTo(2);
    }

    @Test
    void who_was_refused_is_woken_when_half_is_free() {
        wire.reading = false;
        fill(10);
        wire.take(1);
        assertThat(woken).isZero();

        wire.take(1);

        assertThat(woken).isEqualTo(1);
        wire.take(10);
        assertThat(outbox.waiting()).isZero();
        assertThat(woken).isEqualTo(1);
    }

    @Test
    void a_client_is_stuck_if_it_takes_less_than_it_must() {
        wire.reading = false;
        fill(10);
        assertThat(outbox.isStuck(14 * SECOND)).isFalse();
        assertThat(outbox.isStuck(15 * SECOND)).isTrue();

        wire.take(1);

        assertThat(outbox.isStuck(15 * SECOND)).isFalse();
        assertThat(outbox.isStuck(30 * SECOND)).isTrue();
    }

    @Test
    void what_waits_is_handed_over_before_the_end_and_nothing_after_it() {
        wire.reading = false;
        fill(10);

        outbox.close(() -> wire.close(CloseCode.TOO_SLOW, "cursor"));
        outbox.send(frame(10));

        assertThat(wire.frames).hasSize(200);
        assertThat(wire.code).isEqualTo(CloseCode.TOO_SLOW);
    }

    private int fill(int size) {
        int given = 0;
        while (outbox.hasRoom()) {
            outbox.add(frame(size));
            given++;
        }
        outbox.flush();
        return given;
    }

    private static Frame frame(int size) {
        return Frame.of('"' + "x".repeat(size - 2) + '"');
    }
}
