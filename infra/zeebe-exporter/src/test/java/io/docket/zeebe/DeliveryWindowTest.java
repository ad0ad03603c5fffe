package io.docket.zeebe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeliveryWindowTest {
    private static final OptionalLong STAYS = OptionalLong.empty();

    private final DeliveryWindow window = new DeliveryWindow(3, 100);

    @Test
    void position_moves_over_acknowledged_records_without_a_gap() {
        Delivery first = offered(10);
        Delivery second = offered(11);
        Delivery third = offered(12);

        assertThat(window.acknowledge(second)).isEqualTo(STAYS);
        assertThat(window.acknowledge(first)).hasValue(11);
        assertThat(window.acknowledge(third)).hasValue(12);
    }

    @Test
    void skipped_record_waits_for_those_before_it() {
        Delivery first = offered(10);

        assertThat(window.skip(11)).isEqualTo(STAYS);
        assertThat(window.acknowledge(first)).hasValue(11);
        assertThat(window.skip(12)).hasValue(12);
    }

    @Test
    void full_window_refuses_until_something_is_acknowledged() {
        Delivery first = offered(1);
        offered(2);
        offered(3);

        assertThat(window.offer(delivery(4, 1))).isFalse();
        window.acknowledge(first);
        assertThat(window.offer(delivery(4, 1))).isTrue();
    }

    @Test
    void window_is_bounded_in_bytes_but_takes_a_single_large_record() {
        Delivery large = delivery(1, 500);

        assertThat(window.offer(large)).isTrue();
        assertThat(window.offer(delivery(2, 1))).isFalse();
        window.acknowledge(large);
        assertThat(window.offer(delivery(2, 1))).isTrue();
    }

    @Test
    void rewound_window_starts_again_at_the_first_unacknowledged_record() throws InterruptedException {
        Delivery first = offered(1);
        Delivery second = offered(2);
        Delivery third = offered(3);
        window.next(0);
        window.next(0);
        window.acknowledge(first);

        window.rewind();

        assertThat(window.next(1)).isSameAs(second);
        assertThat(window.next(1)).isSameAs(third);
        assertThat(window.next(1)).isNull();
    }

    private Delivery offered(long position) {
        Delivery delivery = delivery(position, 1);
        assertThat(window.offer(delivery)).isTrue();
        return delivery;
    }

    private static Delivery delivery(long position, int bytes) {
        return new Delivery(position, "key", new byte[bytes]);
    }
}
