package io.docket.cli.wks.report;

import java.util.Locale;

/**
 * One thing that a conversion has to say.
 *
 * @param kind what became of it
 * @param source the file, or the collection, that it is about
 * @param place the element in it
 * @param text what was changed into what, or why not
 */
public record Note(Kind kind, String source, String place, String text) {
    /** What became of a thing. */
    public enum Kind {
        /** It was said in other words and means the same. */
        CHANGED,
        /** It was left out: it has no meaning here. */
        DROPPED,
        /** It is not converted: somebody has to look at it. */
        OPEN
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-7s %s %s: %s", kind.name().toLowerCase(Locale.ROOT), source, place, text);
    }
}
