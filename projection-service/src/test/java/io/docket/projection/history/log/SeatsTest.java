package io.docket.projection.history.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;

class SeatsTest {
    private final Seats seats = new Seats("streams", 3, 2);

    @Test
    void a_tenant_gets_its_part_and_others_the_rest() {
        seats.take("acme");
        seats.take("acme");
        refuses("acme");
        seats.take("globex");
        refuses("globex");
    }

    @Test
    void a_seat_is_given_back_once() {
        Seats.Seat seat = seats.take("acme");
        seats.take("acme");

        seat.close();
        seat.close();

        assertThat(seats.taken()).isEqualTo(1);
        seats.take("acme");
        refuses("acme");
    }

    private void refuses(String tenant) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> seats.take(tenant))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(429))
                .satisfies(problem -> assertThat(problem.getHeaders()).containsKey("Retry-After"));
    }
}
