package io.docket.cli.mapping;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which activities a rule is for: a glob ({@code A_*}, {@code ?}), or a regular expression between slashes
 * ({@code /T0[0-9].*}{@code /}). The whole name must match.
 *
 * @param regex the pattern
 */
public record ActivityPattern(Pattern regex) {
    /** Reads a pattern. Throws {@link PatternSyntaxException} if it is none. */
    static ActivityPattern parse(String text) {
        if (text.length() > 2 && text.startsWith("/") && text.endsWith("/")) {
            return new ActivityPattern(Pattern.compile(text.substring(1, text.length() - 1)));
        }
        StringBuilder regex = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(character)));
            }
        });
        return new ActivityPattern(Pattern.compile(regex.toString(), Pattern.DOTALL));
    }

    boolean matches(String activity) {
        return regex.matcher(activity).matches();
    }
}
