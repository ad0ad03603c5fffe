package io.docket.kit.filter;

/**
 * A text pattern in which {@code *} stands for any characters, also none. Matching never backtracks further than the
 * last {@code *}, so that no pattern is expensive.
 */
public record Glob(String pattern) {
    boolean isExact() {
        return pattern.indexOf('*') < 0;
    }

    /** What every text that matches begins with. */
    String beginning() {
        return isExact() ? pattern : pattern.substring(0, pattern.indexOf('*'));
    }

    /** True if the text is of the pattern. */
    public boolean matches(String text) {
        int at = 0;
        int textAt = 0;
        int star = -1;
        int starText = 0;
        while (textAt < text.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                starText = textAt;
            } else if (at < pattern.length() && pattern.charAt(at) == text.charAt(textAt)) {
                at++;
                textAt++;
            } else if (star >= 0) {
                at = star + 1;
                textAt = ++starText;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }
}
