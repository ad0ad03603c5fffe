package io.docket.projection.history.filter;

/**
 * A term, or with {@code *} at an end every term that ends or begins so.
 *
 * @param prefix how the term begins, in any case
 * @param anyBefore whether anything may stand between the prefix and the text
 * @param text what follows
 * @param anyAfter whether anything may follow the text
 */
public record TermPattern(String prefix, boolean anyBefore, String text, boolean anyAfter) {
    private static final String ANY = "*";

    /** Reads a value, in which {@code *} at an end stands for anything. */
    static TermPattern of(String prefix, String value) {
        boolean before = value.startsWith(ANY);
        String rest = before ? value.substring(1) : value;
        boolean after = rest.endsWith(ANY);
        return new TermPattern(prefix, before, after ? rest.substring(0, rest.length() - 1) : rest, after);
    }

    /** Exactly this term. */
    public static TermPattern exactly(String term) {
        return new TermPattern("", false, term, false);
    }

    /** True if exactly one term fits. */
    public boolean isExact() {
        return !anyBefore && !anyAfter;
    }

    /** True if every term fits. */
    boolean fitsAll() {
        return prefix.isEmpty() && text.isEmpty() && (anyBefore || anyAfter);
    }

    /** True if the term fits. */
    public boolean fits(String term) {
        if (!term.startsWith(prefix)) {
            return false;
        }
        int from = prefix.length();
        if (anyBefore && anyAfter) {
            return term.indexOf(text, from) >= 0;
        }
        if (anyBefore) {
            return term.length() - from >= text.length() && term.endsWith(text);
        }
        return term.startsWith(text, from) && (anyAfter || term.length() == from + text.length());
    }
}
