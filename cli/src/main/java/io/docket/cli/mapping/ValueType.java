package io.docket.cli.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.docket.cli.xes.AttributeJson;
import io.docket.cli.xes.XesAttribute;
import io.docket.cli.xes.XesType;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types that a mapping can turn an attribute into. */
public enum ValueType {
    /** As XES has it. */
    AUTO,
    /** Text. */
    STRING,
    /** Exact decimal number as text, as money is sent. */
    DECIMAL,
    /** JSON number. */
    NUMBER,
    /** JSON number without a fraction. */
    INTEGER,
    /** True or false. */
    BOOLEAN,
    /** ISO-8601 date and time with zone, as text. */
    DATE;

    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_SCALE = 400;

    static Optional<ValueType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.key().equals(name)).findFirst();
    }

    static String names() {
        return Arrays.stream(values()).map(ValueType::key).collect(Collectors.joining(", "));
    }

    /** Its name in a mapping. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The attribute as this type. Throws {@link IllegalArgumentException} if it is not of the type. */
    JsonNode convert(XesAttribute attribute) {
        String text = attribute.text().strip();
        try {
            return switch (this) {
                case AUTO -> AttributeJson.of(attribute);
                case STRING -> TextNode.valueOf(attribute.text());
                case DECIMAL -> TextNode.valueOf(number(text).toPlainString());
                case NUMBER -> DecimalNode.valueOf(number(text));
                case INTEGER -> LongNode.valueOf(number(text).longValueExact());
                case BOOLEAN -> bool(text);
                case DATE -> date(attribute);
            };
        } catch (ArithmeticException | NumberFormatException e) {
            throw notOfType(attribute);
        }
    }

    private static BigDecimal number(String text) {
        BigDecimal number = new BigDecimal(text.length() > MAX_NUMBER_LENGTH ? "" : text);
        if (Math.abs((long) number.scale()) > MAX_SCALE) {
            throw new ArithmeticException("scale");
        }
        return number;
    }

    private static JsonNode bool(String text) {
        return switch (text) {
            case "true", "1" -> BooleanNode.TRUE;
            case "false", "0" -> BooleanNode.FALSE;
            default -> throw new NumberFormatException(text);
        };
    }

    private JsonNode date(XesAttribute attribute) {
        if (attribute.type() != XesType.DATE) {
            throw notOfType(attribute);
        }
        return attribute.value();
    }

    private IllegalArgumentException notOfType(XesAttribute attribute) {
        return new IllegalArgumentException(
                "attribute " + attribute.key() + " is \"" + attribute.text() + "\", not a " + key());
    }
}
