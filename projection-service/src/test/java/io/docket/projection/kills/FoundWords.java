package io.docket.projection.kills;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The words that a document is found by: letters and digits, small and without accents, each once; the first 400 of the
 * first 20,000 characters, and of each its first 40.
 */
final class FoundWords {
    private static final int MAX_WORDS = 400;
    private static final int MAX_CHARACTERS = 20_000;
    private static final int MAX_LENGTH = 40;

    private final Set<String> words = new LinkedHashSet<>();
    private int characters;

    /** Reads a text, a number, or all of those that are in it. */
    FoundWords read(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::read);
        } else if (value instanceof Iterable<?> list) {
            list.forEach(this::read);
        } else if (value instanceof String || value instanceof Number) {
            text(value.toString());
        }
        return this;
    }

    List<String> found() {
        return words.stream().limit(MAX_WORDS).toList();
    }

    private void text(String text) {
        String seen = text.substring(0, Math.min(text.length(), MAX_CHARACTERS - characters));
        characters += seen.length();
        StringBuilder word = new StringBuilder();
        Normalizer.normalize(seen.toLowerCase(Locale.ROOT), Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> !isAccent(c))
                .forEach(c -> {
                    if (Character.isLetter(c) || isNumber(c)) {
                        word.appendCodePoint(c);
                    } else {
                        end(word);
                    }
                });
        end(word);
    }

    private void end(StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.substring(0, Math.min(MAX_LENGTH, word.length())));
            word.setLength(0);
        }
    }

    private static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private static boolean isAccent(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }
}
