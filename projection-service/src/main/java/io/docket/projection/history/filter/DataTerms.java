package io.docket.projection.history.filter;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The values in an event's data as terms: the path, then the kind and the value. Elements of a list have the path of the
 * list. What is inside {@code data} of the data, a case's or task's own, also counts without that {@code data} before it,
 * where nothing else has that path. Numbers are compared by value: {@code 10} and {@code 10.00} are one term.
 */
final class DataTerms {
    /** Names in a path; what lies deeper is not compared. */
    static final int MAX_DEPTH = 8;

    /** Values of an event that are compared; those after it are not. */
    static final int MAX_VALUES = 2_000;

    /** Characters of a value that count: one more than a filter may ask for. */
    static final int MAX_LENGTH = 1_001;

    /** Digits of a number that is compared by value, before and after the point; a longer one is a text. */
    private static final int MAX_DIGITS = 60;

    private static final char SEPARATOR = 0;
    private static final String OWN = "data";

    private DataTerms() {}

    /** What a term of this path begins with, before its kind. */
    static String path(String path) {
        return path + SEPARATOR;
    }

    /** Every scalar of the data with its path, twice where it has two. */
    static void each(JsonNode data, BiConsumer<String, JsonNode> value) {
        Walk walk = new Walk(value);
        walk.down("", data, 0);
        JsonNode own = data.path(OWN);
        if (own.isObject()) {
            for (Map.Entry<String, JsonNode> field : own.properties()) {
                if (!data.has(field.getKey())) {
                    walk.down(field.getKey(), field.getValue(), 1);
                }
            }
        }
    }

    /** The term of a value at a path. */
    static String term(String path, JsonNode value) {
        return path(path)
                + (value.isNumber() ? number(value.decimalValue()) : value.isBoolean() ? bool(value) : text(value));
    }

    /** The patterns of what a filter may mean by a text: that text, and the number or truth value that it reads as. */
    static List<TermPattern> patterns(String path, String value) {
        List<TermPattern> patterns = new ArrayList<>();
        patterns.add(TermPattern.of(path(path) + 's', value));
        TermPattern number = TermPattern.of(path(path) + 'n', value);
        if (!number.isExact()) {
            patterns.add(number);
        } else if (value.matches("-?\\d{1,30}(\\.\\d{1,30})?")) {
            patterns.add(TermPattern.exactly(path(path) + number(new BigDecimal(value))));
        } else if (value.equals("true") || value.equals("false")) {
            patterns.add(TermPattern.exactly(path(path) + 'b' + value));
        }
        return patterns;
    }

    private static String number(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        boolean short_ = plain.precision() <= MAX_DIGITS && Math.abs((long) plain.scale()) <= MAX_DIGITS;
        return 'n' + (short_ ? plain.toPlainString() : plain.toString());
    }

    private static String bool(JsonNode value) {
        return 'b' + value.asText();
    }

    private static String text(JsonNode value) {
        String text = value.asText();
        return 's' + (text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH));
    }

    private static final class Walk {
        private final BiConsumer<String, JsonNode> value;
        private int left = MAX_VALUES;

        Walk(BiConsumer<String, JsonNode> value) {
            this.value = value;
        }

        void down(String path, JsonNode node, int depth) {
            if (node.isObject()) {
                if (depth < MAX_DEPTH) {
                    node.properties()
                            .forEach(field -> down(
                                    path.isEmpty() ? field.getKey() : path + '.' + field.getKey(),
                                    field.getValue(),
                                    depth + 1));
                }
            } else if (node.isArray()) {
                node.forEach(element -> down(path, element, depth));
            } else if (!node.isNull() && !path.isEmpty() && left > 0) {
                left--;
                value.accept(path, node);
            }
        }
    }
}
