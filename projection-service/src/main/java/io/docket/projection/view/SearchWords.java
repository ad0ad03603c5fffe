package io.docket.projection.view;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of texts as a search compares them: letters and digits, in lower case, without accents. Bounded, since they are
 * kept with each document: the first {@value #MAX_WORDS} words of the first {@value #MAX_TEXT} characters count.
 */
public final class SearchWords {
    /** The query key that keeps them. */
    public static final String KEY = "words";

    /** Words that are kept of one document. */
    public static final int MAX_WORDS = 400;

    /** Characters that are read of one document. */
    public static final int MAX_TEXT = 20_000;

    /** Characters that are kept of one word. */
    static final int MAX_LENGTH = 40;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private final Set<String> words = new LinkedHashSet<>();
    private int room = MAX_TEXT;

    /** The words of a text, each once. */
    public static List<String> of(String text) {
        return new SearchWords().add(text).words();
    }

    /** Adds the words of a text. */
    public SearchWords add(@Nullable String text) {
        if (text != null && room > 0 && words.size() < MAX_WORDS) {
            String read = text.length() <= room ? text : text.substring(0, room);
            room -= read.length();
            Matcher found = WORD.matcher(normal(read));
            while (words.size() < MAX_WORDS && found.find()) {
                words.add(found.group().substring(0, Math.min(MAX_LENGTH, found.end() - found.start())));
            }
        }
        return this;
    }

    /** Adds the words of all texts and numbers in plain data. */
    public SearchWords addData(@Nullable Object data) {
        switch (data) {
            case java.util.Map<?, ?> map -> map.values().forEach(this::addData);
            case List<?> list -> list.forEach(this::addData);
            case String text -> add(text);
            case Number number -> add(number.toString());
            case null, default -> {}
        }
        return this;
    }

    /** The words, in the order in which they came. */
    public List<String> words() {
        return List.copyOf(words);
    }

    private static String normal(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return isAscii(lower)
                ? lower
                : MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD))
                        .replaceAll("");
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
