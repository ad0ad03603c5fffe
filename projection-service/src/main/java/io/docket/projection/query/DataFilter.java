package io.docket.projection.query;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Filters by data of any shape: {@code data.<path>=<value>}. A parameter is text; the data may hold it as text, number or
 * truth value. An empty value means absent.
 */
public final class DataFilter {
    /** Begins the names of the parameters, and of the fields. */
    public static final String DATA = "data.";

    private static final int MAX_FILTERS = 10;
    private static final long MAX_SCALE = 6_000;

    private DataFilter() {}

    /** The conditions behind all parameters that begin so. */
    public static List<Condition> conditions(QueryParameters parameters) {
        Map<String, String> given = parameters.startingWith(DATA);
        if (given.size() > MAX_FILTERS) {
            throw QueryParameters.invalid(DATA, "may be given " + MAX_FILTERS + " times");
        }
        List<Condition> conditions = new ArrayList<>();
        given.forEach((path, value) -> conditions.add(condition(DATA + path, value)));
        return conditions;
    }

    private static Condition condition(String field, String value) {
        if (value.isEmpty()) {
            return new Condition.Absent(field);
        }
        List<Object> meanings = new ArrayList<>(List.of(value));
        if (value.equals("true") || value.equals("false")) {
            meanings.add(Boolean.valueOf(value));
        }
        number(meanings, value);
        return new Condition.Is(field, meanings);
    }

    private static void number(List<Object> meanings, String value) {
        try {
            meanings.add(Long.valueOf(value));
        } catch (NumberFormatException notWhole) {
            decimal(meanings, value);
        }
    }

    private static void decimal(List<Object> meanings, String value) {
        try {
            BigDecimal decimal = new BigDecimal(value);
            if (decimal.precision() <= MathContext.DECIMAL128.getPrecision()
                    && Math.abs((long) decimal.scale()) < MAX_SCALE) {
                meanings.add(decimal);
            }
        } catch (NumberFormatException notANumber) {
            return;
        }
    }
}
