package io.docket.projection.view;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names one generation of a view, and with it the collection that holds it: the first one is called like its view, the
 * others carry their number behind.
 *
 * @param view name of the view
 * @param number counts the generations of the view from 1; never used twice
 */
public record GenerationName(String view, int number) {
    /** The number of a view's first generation. */
    public static final int FIRST = 1;

    private static final Pattern LATER = Pattern.compile("(.+)-g(\\d{1,9})");

    /** The generation that the collection holds. */
    public static GenerationName of(String collection) {
        Matcher later = LATER.matcher(collection);
        return later.matches()
                ? new GenerationName(later.group(1), Integer.parseInt(later.group(2)))
                : new GenerationName(collection, FIRST);
    }

    /** Matches the collections of all generations of the view, and nothing else. */
    public static Pattern collectionsOf(String view) {
        return Pattern.compile("^" + Pattern.quote(view) + "(-g\\d{1,9})?$");
    }

    /** Name of the collection. */
    public String collection() {
        return number == FIRST ? view : view + "-g" + number;
    }
}
