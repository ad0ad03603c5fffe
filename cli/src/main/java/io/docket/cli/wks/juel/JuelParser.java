package io.docket.cli.wks.juel;

import io.docket.cli.wks.juel.Token.Kind;
import java.util.List;
import java.util.Map;

/**
 * One expression, read by precedence from the loosest to the tightest, and said in FEEL on the way:
 *
 * <pre>
 *   choice → or → and → equality → comparison → sum → product → unary → path
 * </pre>
 */
final class JuelParser {
    /** Methods of the execution that answer with something that FEEL knows by name. */
    private static final Map<String, String> OF_EXECUTION = Map.of(
            "getProcessBusinessKey", "caseId",
            "getBusinessKey", "caseId",
            "processBusinessKey", "caseId",
            "businessKey", "caseId",
            "getProcessInstanceId", "docketProcessInstanceId",
            "processInstanceId", "docketProcessInstanceId");

    /** What a multi-instance body knows of the others. */
    private static final Map<String, String> NAMES = Map.of(
            "nrOfInstances", "numberOfInstances",
            "nrOfActiveInstances", "numberOfActiveInstances",
            "nrOfCompletedInstances", "numberOfCompletedInstances");

    private final List<Token> tokens;
    private int at;

    JuelParser(String expression) throws NotFeelException {
        tokens = Token.of(expression);
    }

    String feel() throws NotFeelException {
        String feel = choice();
        if (peek().kind() != Kind.END) {
            throw new NotFeelException("\"" + peek().text() + "\" is not expected there");
        }
        return feel;
    }

    private String choice() throws NotFeelException {
        String condition = or();
        if (!taken("?")) {
            return condition;
        }
        String then = choice();
        expect(":");
        return "if " + condition + " then " + then + " else " + choice();
    }

    private String or() throws NotFeelException {
        String left = and();
        while (taken("||", "or")) {
            left += " or " + and();
        }
        return left;
    }

    private String and() throws NotFeelException {
        String left = equality();
        while (taken("&&", "and")) {
            left += " and " + equality();
        }
        return left;
    }

    private String equality() throws NotFeelException {
        String left = comparison();
        if (taken("==", "eq")) {
            return left + " = " + comparison();
        }
        return taken("!=", "ne") ? left + " != " + comparison() : left;
    }

    private String comparison() throws NotFeelException {
        String left = sum();
        for (List<String> operator : List.of(
                List.of("<=", "le", "<="),
                List.of(">=", "ge", ">="),
                List.of("<", "lt", "<"),
                List.of(">", "gt", ">"))) {
            if (taken(operator.get(0), operator.get(1))) {
                return left + " " + operator.get(2) + " " + sum();
            }
        }
        return left;
    }

    private String sum() throws NotFeelException {
        String left = product();
        while (peek().is("+", "-")) {
            left += " " + next().text() + " " + product();
        }
        return left;
    }

    private String product() throws NotFeelException {
        String left = unary();
        while (true) {
            if (taken("*")) {
                left += " * " + unary();
            } else if (taken("/", "div")) {
                left += " / " + unary();
            } else if (taken("%", "mod")) {
                left = "modulo(" + left + ", " + unary() + ")";
            } else {
                return left;
            }
        }
    }

    private String unary() throws NotFeelException {
        if (taken("!", "not")) {
            return "not(" + unary() + ")";
        }
        if (taken("-")) {
            return "-" + unary();
        }
        if (taken("empty")) {
            String what = unary();
            return "(" + what + " = null or " + what + " = \"\" or " + what + " = [])";
        }
        return path();
    }

    private String path() throws NotFeelException {
        Token first = next();
        String feel = switch (first.kind()) {
            case NUMBER -> first.text();
            case TEXT -> Juel.literal(first.text());
            case NAME -> name(first.text());
            default -> parenthesis(first);
        };
        while (true) {
            if (taken(".")) {
                feel = member(feel, first);
            } else if (taken("[")) {
                feel += index();
            } else if (peek().is("(")) {
                throw new NotFeelException("it calls " + feel);
            } else {
                return feel;
            }
        }
    }

    private static String name(String name) {
        return NAMES.getOrDefault(name, name);
    }

    private String parenthesis(Token first) throws NotFeelException {
        if (!first.is("(")) {
            throw new NotFeelException("\"" + first.text() + "\" is not expected there");
        }
        String inner = choice();
        expect(")");
        return "(" + inner + ")";
    }

    private String member(String of, Token first) throws NotFeelException {
        String member = next().text();
        boolean isCall = taken("(");
        if (first.is("execution", "task") && of.equals(first.text())) {
            return ofExecution(member, isCall);
        }
        if (isCall) {
            if (member.equals("toString") && taken(")")) {
                return "string(" + of + ")";
            }
            if (member.equals("size") && taken(")")) {
                return "count(" + of + ")";
            }
            if (member.equals("contains") || member.equals("startsWith") || member.equals("endsWith")) {
                String argument = choice();
                expect(")");
                return member.replaceAll("([A-Z])", " $1").toLowerCase(java.util.Locale.ROOT) + "(" + of + ", "
                        + argument + ")";
            }
            throw new NotFeelException("it calls " + of + "." + member);
        }
        return of + "." + member;
    }

    private String ofExecution(String member, boolean isCall) throws NotFeelException {
        if (isCall && (member.equals("getVariable") || member.equals("getVariableLocal"))) {
            Token variable = next();
            expect(")");
            if (variable.kind() != Kind.TEXT || !variable.text().matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new NotFeelException("the name of the variable is not known beforehand");
            }
            return variable.text();
        }
        String known = OF_EXECUTION.get(member);
        if (known == null || (isCall && !taken(")"))) {
            throw new NotFeelException("it asks the execution for " + member);
        }
        return known;
    }

    /** The first element has the number 0 there and 1 here. */
    private String index() throws NotFeelException {
        Token index = next();
        if (index.kind() == Kind.TEXT && index.text().matches("[A-Za-z_][A-Za-z0-9_]*")) {
            expect("]");
            return "." + index.text();
        }
        if (index.kind() == Kind.NUMBER && index.text().matches("\\d{1,9}")) {
            expect("]");
            return "[" + (Integer.parseInt(index.text()) + 1) + "]";
        }
        throw new NotFeelException("an index is not known beforehand");
    }

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1);
        return token;
    }

    private boolean taken(String... texts) {
        boolean is = peek().is(texts);
        if (is) {
            at++;
        }
        return is;
    }

    private void expect(String text) throws NotFeelException {
        if (!taken(text)) {
            throw new NotFeelException("\"" + text + "\" is missing");
        }
    }
}
