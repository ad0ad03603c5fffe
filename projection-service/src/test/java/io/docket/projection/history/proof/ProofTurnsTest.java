package io.docket.projection.history.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;

class ProofTurnsTest {
    private final ProofTurns turns = new ProofTurns(new OneAtATime());

    @Test
    void whoever_finds_no_turn_hears_429_and_when_to_come_again() {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> turns.<Integer, RuntimeException>now(() -> turns.now(() -> 1)))
                .matches(problem -> problem.getStatusCode() == 429)
                .matches(problem -> problem.getHeaders().containsKey("Retry-After"));
    }

    @Test
    void a_turn_is_given_back_whatever_happens() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> turns.now(() -> {
                    throw new IllegalStateException();
                }));

        assertThat(turns.<Integer, RuntimeException>now(() -> 1)).isEqualTo(1);
    }
}
