package io.docket.workflow.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SectionsTest {
    @Test
    void items_of_a_root_are_in_order_and_roots_side_by_side() {
        assertThat(sections("a1", "b1", "a2")).containsExactly(Map.of("a", List.of("a1", "a2"), "b", List.of("b1")));
    }

    @Test
    void item_that_stands_alone_comes_after_all_before_it_and_before_all_after_it() {
        assertThat(sections("a1", "!p", "!q", "b1", "a2", "!p"))
                .containsExactly(
                        Map.of("a", List.of("a1")),
                        Map.of("!", List.of("!p")),
                        Map.of("!", List.of("!q")),
                        Map.of("b", List.of("b1"), "a", List.of("a2")),
                        Map.of("!", List.of("!p")));
    }

    @Test
    void nothing_has_no_sections() {
        assertThat(sections()).isEmpty();
    }

    private static List<Map<String, List<String>>> sections(String... items) {
        return Sections.of(List.of(items), item -> item.substring(0, 1), item -> item.startsWith("!"));
    }
}
