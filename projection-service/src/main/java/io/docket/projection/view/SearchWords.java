package io.docket.projection.cases;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The words of a text as a search compares them: lower case, split at white space and punctuation. */
final class SearchWords {
    private static final Pattern SEPARATOR = Pattern.compile("[\\s\\p{Punct}]+");
    private static final int MAX_WORDS = 32;
    private static final int MAX_LENGTH = 64;

    private SearchWords() {}

    /** The words of the texts, the whole first text included, each once. */
    static List<String> of(@Nullable String... texts) {
        Stream<String> whole = Stream.ofNullable(texts.length == 0 ? null : texts[0]);
        Stream<String> parts = Arrays.stream(texts).filter(Objects::nonNull).flatMap(SEPARATOR::splitAsStream);
        return Stream.concat(whole, parts)
                .map(SearchWords::normal)
                .filter(word -> !word.isEmpty())
                .distinct()
                .limit(MAX_WORDS)
                .collect(Collectors.toList());
    }

    /** The words that a query asks for. */
    static List<String> ofQuery(String query) {
        return Arrays.stream(query.strip().split("\\s+"))
                .map(SearchWords::normal)
                .filter(word -> !word.isEmpty())
                .limit(MAX_WORDS)
                .toList();
    }

    private static String normal(String word) {
        String lower = word.strip().toLowerCase(Locale.ROOT);
        return lower.length() <= MAX_LENGTH ? lower : lower.substring(0, MAX_LENGTH);
    }
}
