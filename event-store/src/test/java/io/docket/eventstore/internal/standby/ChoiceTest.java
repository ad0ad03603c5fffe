package io.docket.eventstore.internal.standby;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    @Test
    void no_more_are_chosen_than_allowed_and_only_free_ones() {
        Choice choice = new Choice("a", 12, 3);

        Set<Integer> chosen = choice.of(partition -> partition % 2 == 0);

        assertThat(chosen).hasSize(3).allMatch(partition -> partition % 2 == 0);
    }

    @Test
    void all_are_chosen_if_there_is_room() {
        assertThat(new Choice("a", 3, Integer.MAX_VALUE).of(partition -> true)).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void a_choice_stays_when_others_are_free_as_well() {
        Choice choice = new Choice("a", 12, 3);
        Set<Integer> few = choice.of(partition -> true);

        assertThat(choice.of(few::contains)).isEqualTo(few);
    }

    @Test
    void instances_prefer_different_partitions() {
        assertThat(new Choice("instance-1", 64, 8).of(partition -> true))
                .isNotEqualTo(new Choice("instance-2", 64, 8).of(partition -> true));
    }
}
