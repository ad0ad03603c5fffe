package io.docket.kit.feel;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeelDepthTest {
    private final Feel feel = new Feel();

    @ParameterizedTest
    @CsvSource({"(, ), 9000", "[, ], 9000"})
    void what_is_nested_deeper_than_there_is_room_for_is_a_fault_of_the_expression(
            String opening, String closing, int times) {
        String deep = opening.repeat(times) + "1" + closing.repeat(times);

        assertThatThrownBy(() -> feel.requireExpression(deep)).isInstanceOf(FeelFault.class);
    }
}
