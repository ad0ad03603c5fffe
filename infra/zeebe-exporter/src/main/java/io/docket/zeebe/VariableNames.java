package io.docket.zeebe;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes the values of variables out of a record's JSON; their names stay, with {@code null}. */
final class VariableNames {
    private static final String VARIABLES = "\"variables\"";
    private static final int IN_VALUE = 2;

    private VariableNames() {}

    /**
     * The same JSON with names only.
     *
     * @param json the record, as the broker writes it: compact
     * @param variables the record's variables
     * @param kept names whose value is kept, if it is a text
     */
    static String only(String json, Map<String, Object> variables, Set<String> kept) {
        int member = json.indexOf(VARIABLES + ":{");
        while (member >= 0 && depth(json, member) != IN_VALUE) {
            member = json.indexOf(VARIABLES + ":{", member + 1);
        }
        if (member < 0) {
            return json;
        }
        int begin = member + VARIABLES.length() + 1;
        return json.substring(0, begin) + names(variables, kept) + json.substring(end(json, begin));
    }

    private static String names(Map<String, Object> variables, Set<String> kept) {
        return variables.entrySet().stream()
                .map(variable -> RecordJson.quoted(variable.getKey()) + ":"
                        + (kept.contains(variable.getKey()) && variable.getValue() instanceof String text
                                ? RecordJson.quoted(text)
                                : "null"))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** How many objects and arrays are open before the place; -1 within a text. */
    private static int depth(String json, int place) {
        Scan scan = new Scan();
        for (int i = 0; i < place; i++) {
            scan.pass(json.charAt(i));
        }
        return scan.inText ? -1 : scan.depth;
    }

    /** Where the object that begins at the place is over. */
    private static int end(String json, int place) {
        Scan scan = new Scan();
        int at = place;
        do {
            scan.pass(json.charAt(at++));
        } while (scan.depth > 0);
        return at;
    }

    private static final class Scan {
        private int depth;
        private boolean inText;
        private boolean escaped;

        void pass(char c) {
            if (inText) {
                inText = escaped || c != '"';
                escaped = !escaped && c == '\\';
            } else if (c == '"') {
                inText = true;
            } else if (c == '{' || c == '[') {
                depth++;
            } else if (c == '}' || c == ']') {
                depth--;
            }
        }
    }
}
