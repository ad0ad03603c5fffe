package io.docket.cli.wks.juel;

import java.util.ArrayList;
import java.util.List;

/** Texts with expressions {@code ${…}} or {@code #{…}} in them. */
public final class Juel {
    private Juel() {}

    /** True if the text has an expression in it. */
    public static boolean isIn(String text) {
        return text.contains("${") || text.contains("#{");
    }

    /**
     * The text as FEEL, without the equals sign in front: an expression, a text literal, or both joined.
     *
     * @throws NotFeelException if FEEL cannot say it
     */
    public static String feel(String text) throws NotFeelException {
        List<String> parts = new ArrayList<>();
        int at = 0;
        boolean isText = false;
        while (at < text.length()) {
            int begin = next(text, at);
            if (begin > at) {
                parts.add(literal(text.substring(at, begin)));
                isText = true;
            }
            if (begin < text.length()) {
                int end = end(text, begin + 2);
                parts.add(new JuelParser(text.substring(begin + 2, end)).feel());
                at = end + 1;
            } else {
                at = begin;
            }
        }
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        if (parts.isEmpty()) {
            return literal("");
        }
        boolean joined = isText || parts.size() > 1;
        return String.join(
                " + ",
                parts.stream()
                        .map(part -> joined && !part.startsWith("\"") ? "string(" + part + ")" : part)
                        .toList());
    }

    /** A text as a literal in FEEL. */
    public static String literal(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + '"';
    }

    private static int next(String text, int from) {
        int dollar = text.indexOf("${", from);
        int hash = text.indexOf("#{", from);
        int first = Math.min(dollar < 0 ? text.length() : dollar, hash < 0 ? text.length() : hash);
        return first;
    }

    /** Where the expression ends: at the first brace outside of a text literal. */
    private static int end(String text, int from) throws NotFeelException {
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '}') {
                return i;
            }
        }
        throw new NotFeelException("the expression has no end");
    }
}
