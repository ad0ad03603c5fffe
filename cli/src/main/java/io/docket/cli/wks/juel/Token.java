package io.docket.cli.wks.juel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of an expression.
 *
 * @param kind what it is
 * @param text the piece; of a text literal what it says
 */
record Token(Kind kind, String text) {
    /** What a piece is. */
    enum Kind {
        NUMBER,
        TEXT,
        NAME,
        SIGN,
        END
    }

    private static final Pattern PIECE =
            Pattern.compile("\\s*(?:(?<number>\\d+(?:\\.\\d+)?)|(?<name>[A-Za-z_][A-Za-z0-9_]*)"
                    + "|'(?<single>(?:[^'\\\\]|\\\\.)*)'|\"(?<double>(?:[^\"\\\\]|\\\\.)*)\""
                    + "|(?<sign>==|!=|<=|>=|&&|\\|\\||[-+*/%<>!?:().,\\[\\]]))");

    static List<Token> of(String expression) throws NotFeelException {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = PIECE.matcher(expression);
        int at = 0;
        while (!expression.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new NotFeelException(
                        "it cannot be read from \"" + expression.substring(at).strip() + "\" on");
            }
            tokens.add(of(matcher));
            at = matcher.end();
        }
        tokens.add(new Token(Kind.END, ""));
        return tokens;
    }

    private static Token of(Matcher matcher) {
        if (matcher.group("number") != null) {
            return new Token(Kind.NUMBER, matcher.group("number"));
        }
        if (matcher.group("name") != null) {
            return new Token(Kind.NAME, matcher.group("name"));
        }
        if (matcher.group("sign") != null) {
            return new Token(Kind.SIGN, matcher.group("sign"));
        }
        String quoted = matcher.group("single") == null ? matcher.group("double") : matcher.group("single");
        return new Token(Kind.TEXT, quoted.replaceAll("\\\\(.)", "$1"));
    }

    boolean is(String... texts) {
        return (kind == Kind.SIGN || kind == Kind.NAME) && List.of(texts).contains(text);
    }
}
