package io.docket.cli.xes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Set;

/** Reads the text of a value as its XES type says. */
final class ValueParser {
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_EXPONENT = 400;
    private static final Set<String> NOT_FINITE =
            Set.of("NaN", "INF", "-INF", "+INF", "Infinity", "-Infinity", "+Infinity");

    private final ZoneId zone;

    /** @param zone zone of dates that carry none */
    ValueParser(ZoneId zone) {
        this.zone = zone;
    }

    /** The value as JSON. Throws {@link IllegalArgumentException} if the text is not of the type. */
    JsonNode parse(XesType type, String text) {
        return switch (type) {
            case STRING, ID -> TextNode.valueOf(text);
            case DATE -> TextNode.valueOf(XesTime.normal(text.strip(), zone));
            case INT -> integer(text.strip());
            case FLOAT -> decimal(text.strip());
            case BOOLEAN -> bool(text.strip());
            case LIST, CONTAINER -> JsonNodeFactory.instance.nullNode();
        };
    }

    private static JsonNode integer(String text) {
        try {
            return LongNode.valueOf(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not an integer of 64 bits", e);
        }
    }

    private static JsonNode decimal(String text) {
        if (NOT_FINITE.contains(text)) {
            return TextNode.valueOf(text);
        }
        try {
            if (text.length() <= MAX_NUMBER_LENGTH) {
                BigDecimal number = new BigDecimal(text);
                if (Math.abs((long) number.scale()) <= MAX_EXPONENT) {
                    return DecimalNode.valueOf(number);
                }
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number", e);
        }
        throw new IllegalArgumentException("not a number of a usual size");
    }

    private static JsonNode bool(String text) {
        return switch (text) {
            case "true", "1" -> BooleanNode.TRUE;
            case "false", "0" -> BooleanNode.FALSE;
            default -> throw new IllegalArgumentException("not true or false");
        };
    }
}
