package io.docket.projection.history.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The words of a text: runs of letters and digits, in lower case. */
final class Words {
    /** Characters of a word that count; what follows is left out. */
    static final int MAX_LENGTH = 64;

    private Words() {}

    /** Hands over the words of a text, one after the other. */
    static void each(String text, Consumer<String> word) {
        int start = -1;
        for (int at = 0; at <= text.length(); ) {
            int character = at < text.length() ? text.codePointAt(at) : -1;
            boolean inside = character >= 0 && Character.isLetterOrDigit(character);
            if (inside && start < 0) {
                start = at;
            } else if (!inside && start >= 0) {
                String whole = text.substring(start, at).toLowerCase(Locale.ROOT);
                word.accept(whole.length() <= MAX_LENGTH ? whole : whole.substring(0, MAX_LENGTH));
                start = -1;
            }
            at += character < 0 ? 1 : Character.charCount(character);
        }
    }

    /** The words of a text, in their order. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        each(text, words::add);
        return words;
    }
}
