package io.docket.projection.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SearchWordsTest {
    @Test
    void words_are_letters_and_digits_without_case_and_accents() {
        assertThat(SearchWords.of("AB-12, Café  Straße 7 (kim@example.org) ǅ ﬁx"))
                .containsExactly("ab", "12", "cafe", "straße", "7", "kim", "example", "org", "dz", "fix");
        assertThat(SearchWords.of(" .,;- ")).isEmpty();
        assertThat(SearchWords.of("Übergrößenträger 東京")).containsExactly("ubergroßentrager", "東京");
    }

    @Test
    void data_has_the_words_of_its_texts_and_numbers_wherever_they_are() {
        Map<String, Object> data = new TreeMap<>(
                Map.of("a", "One", "b", List.of(Map.of("x", "two"), 3L), "c", new BigDecimal("4.25"), "d", true));

        assertThat(new SearchWords().addData(data).words()).containsExactly("one", "two", "3", "4", "25");
    }

    @Test
    void however_long_the_text_what_is_kept_is_bounded() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            text.append("w").append(i).append(' ');
        }

        assertThat(SearchWords.of(text.toString())).hasSize(SearchWords.MAX_WORDS);
        assertThat(SearchWords.of("x".repeat(1_000_000))).containsExactly("x".repeat(SearchWords.MAX_LENGTH));
        assertThat(new SearchWords()
                        .add("y".repeat(SearchWords.MAX_TEXT))
                        .add("late")
                        .words())
                .hasSize(1);
    }
}
