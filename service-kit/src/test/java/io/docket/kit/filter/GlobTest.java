package io.docket.kit.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
    @ParameterizedTest
    @ValueSource(strings = {"*", "case/*", "*/1", "c*/*1", "case/1", "**", "*case/1*"})
    void a_glob_matches_with_stars_anywhere(String pattern) {
        assertThat(new Glob(pattern).matches("case/1")).isTrue();
        assertThat(new Glob(pattern + "x").matches("case/1")).isFalse();
    }

    @Test
    void no_glob_is_expensive() {
        Glob bomb = new Glob("*a".repeat(120) + "b");

        assertTimeout(
                Duration.ofSeconds(1),
                () -> assertThat(bomb.matches("a".repeat(200))).isFalse());
    }
}
