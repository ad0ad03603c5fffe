package io.docket.projection.query;

import io.docket.kit.identity.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** What the parameters of a list filter by: each parameter, and the condition behind its value. */
public final class Filters {
    private final Map<String, Filter> byParameter = new LinkedHashMap<>();

    /** The field is the text. */
    public Filters is(String parameter, String field) {
        return with(parameter, (value, caller) -> new Condition.Is(field, value));
    }

    /** The field is one of a few texts. */
    public Filters oneOf(String parameter, String field, Set<String> allowed) {
        return add(
                parameter,
                (parameters, caller) -> parameters
                        .oneOf(parameter, allowed)
                        .<List<Condition>>map(value -> List.of(new Condition.Is(field, value)))
                        .orElse(List.of()));
    }

    /** The field is the whole number. */
    public Filters number(String parameter, String field) {
        return add(
                parameter,
                (parameters, caller) -> parameters
                        .number(parameter)
                        .<List<Condition>>map(value -> List.of(new Condition.Is(field, value)))
                        .orElse(List.of()));
    }

    /**
     * {@code none} for documents without the field, or its text.
     *
     * @param field the field as a query key, the empty text where the document has none
     */
    public Filters optional(String parameter, String field) {
        return with(parameter, (value, caller) -> new Condition.Is(field, value.equals("none") ? "" : value));
    }

    /** {@code me} or a user. */
    public Filters user(String parameter, String field) {
        return with(parameter, (value, caller) -> new Condition.Is(field, value.equals("me") ? caller.user() : value));
    }

    /** {@code me}, {@code none} or a user; the field is a query key. */
    public Filters assignee(String parameter, String field) {
        return with(parameter, (value, caller) -> switch (value) {
            case "me" -> new Condition.Is(field, caller.user());
            case "none" -> new Condition.Is(field, "");
            default -> new Condition.Is(field, value);
        });
    }

    /**
     * {@code <name>From} and {@code <name>To}: the field is in between, both included.
     *
     * @param never what the field is where the document has none: that is in no period
     */
    public Filters period(String name, String field, Instant never) {
        String from = name + "From";
        String to = name + "To";
        add(to, (parameters, caller) -> List.of());
        return add(from, (parameters, caller) -> {
            Instant first = parameters.from(from).orElse(null);
            Instant last = parameters.until(to).orElse(null);
            if (first == null && last == null) {
                return List.of();
            }
            Instant end = never.minusMillis(1);
            return List.of(new Condition.Period(field, first, last == null || last.isAfter(end) ? end : last));
        });
    }

    /** The condition behind a value that is given. */
    public Filters with(String parameter, BiFunction<String, Caller, Condition> condition) {
        return add(
                parameter,
                (parameters, caller) -> parameters
                        .text(parameter)
                        .map(value -> List.of(condition.apply(value, caller)))
                        .orElse(List.of()));
    }

    /** Any number of conditions behind a parameter; a name that ends with a dot stands for all that begin so. */
    public Filters add(String parameter, Filter filter) {
        byParameter.put(parameter, filter);
        return this;
    }

    /** The names of the parameters. */
    public Set<String> parameters() {
        return byParameter.keySet();
    }

    /** What the documents satisfy. */
    public List<Condition> conditions(QueryParameters parameters, Caller caller) {
        List<Condition> conditions = new ArrayList<>();
        byParameter.values().forEach(filter -> conditions.addAll(filter.conditions(parameters, caller)));
        return conditions;
    }

    /** The conditions behind the parameters that it looks at. */
    @FunctionalInterface
    public interface Filter {
        List<Condition> conditions(QueryParameters parameters, Caller caller);
    }
}
