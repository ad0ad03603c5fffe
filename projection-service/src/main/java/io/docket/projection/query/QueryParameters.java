package io.docket.projection.query;

import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The parameters of a query, checked: an unknown name, a repeated or an unreadable value is the client's fault. */
public final class QueryParameters {
    /** Items on a page where the client does not say. */
    public static final int DEFAULT_LIMIT = 50;

    /** The most items on a page. */
    public static final int MAX_LIMIT = 500;

    private static final int MAX_VALUE_LENGTH = 1_000;
    private static final int MAX_NAME_LENGTH = 200;

    /** The parameter that names many entities: a hundred ids, as far as they fit into the line of a request. */
    private static final String IDS = "ids";

    private static final int MAX_IDS_LENGTH = 4_000;

    /** The parameter that names a place in a list: what the list gave as {@code next}, sort values and all. */
    private static final String AFTER = "after";

    private static final Set<String> PAGING = Set.of("sort", "limit", AFTER);

    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * Reads the parameters.
     *
     * @param known the names that the query knows; one that ends with a dot stands for every name that begins so
     */
    public QueryParameters(UriInfo uri, Set<String> known) {
        this(uri.getQueryParameters(), known);
    }

    /**
     * Reads the parameters of a list that has pages.
     *
     * @param known the names that it knows beside {@code sort}, {@code limit} and {@code after}
     */
    public static QueryParameters ofPage(UriInfo uri, Set<String> known) {
        return ofPage(uri.getQueryParameters(), known);
    }

    /** Reads the parameters of a list that has pages, each with all its values. */
    public static QueryParameters ofPage(Map<String, List<String>> all, Set<String> known) {
        Set<String> names = new HashSet<>(known);
        names.addAll(PAGING);
        return new QueryParameters(all, names);
    }

    /** Reads the parameters, each with all its values. */
    public QueryParameters(Map<String, List<String>> all, Set<String> known) {
        all.forEach((name, given) -> {
            if (name.length() > MAX_NAME_LENGTH) {
                throw invalid(name.substring(0, MAX_NAME_LENGTH), "is longer than " + MAX_NAME_LENGTH);
            }
            if (known.stream().noneMatch(allowed -> matches(allowed, name))) {
                throw invalid(name, "is not known");
            }
            if (given.size() != 1) {
                throw invalid(name, "may be given once");
            }
            int longest = longest(name);
            if (given.getFirst().length() > longest) {
                throw invalid(name, "is longer than " + longest);
            }
            values.put(name, given.getFirst());
        });
    }

    /** The text of a parameter; empty if it is not given or empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    /** One of the allowed values; empty if it is not given. */
    public Optional<String> oneOf(String name, Set<String> allowed) {
        Optional<String> value = text(name);
        if (value.isPresent() && !allowed.contains(value.get())) {
            throw invalid(name, "is not one of " + allowed.stream().sorted().toList());
        }
        return value;
    }

    /** A whole number; empty if it is not given. */
    public Optional<Long> number(String name) {
        return text(name).map(value -> {
            try {
                return Long.valueOf(value);
            } catch (NumberFormatException e) {
                throw invalid(name, "is not a whole number");
            }
        });
    }

    /** An instant: ISO-8601 with zone, or a date, which means its end in UTC; empty if it is not given. */
    public Optional<Instant> instant(String name) {
        return text(name).map(value -> Instants.read(name, value, 1));
    }

    /** The first instant of a period: ISO-8601 with zone, or a date, which means its start in UTC. */
    public Optional<Instant> from(String name) {
        return text(name).map(value -> Instants.read(name, value, 0));
    }

    /** The last instant of a period: ISO-8601 with zone, or a date, of which it is the last millisecond in UTC. */
    public Optional<Instant> until(String name) {
        return text(name)
                .map(value -> Instants.isDate(value)
                        ? Instants.read(name, value, 1).minusMillis(1)
                        : Instants.read(name, value, 0));
    }

    /** The parameters whose name begins with the prefix, by the rest of the name. */
    public Map<String, String> startingWith(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }

    /** Items on the page. */
    public int limit() {
        return text("limit")
                .map(value -> {
                    try {
                        int limit = Integer.parseInt(value);
                        if (limit >= 1 && limit <= MAX_LIMIT) {
                            return limit;
                        }
                    } catch (NumberFormatException e) {
                        throw invalid("limit", "is not a whole number");
                    }
                    throw invalid("limit", "is not between 1 and " + MAX_LIMIT);
                })
                .orElse(DEFAULT_LIMIT);
    }

    /** The order. */
    public Sort sort(Map<String, Sort> sorts, String byDefault) {
        String name = oneOf("sort", sorts.keySet()).orElse(byDefault);
        return Objects.requireNonNull(sorts.get(name), name);
    }

    /** Where the preceding page ended; empty for the first. */
    public Optional<PageCursor> after(Sort sort) {
        return text(AFTER).map(text -> PageCursor.parse(text, sort));
    }

    /** The problem of an unusable parameter. */
    public static HttpProblem invalid(String name, String detail) {
        return Problems.invalid("The query parameter " + name + " " + detail, List.of(new FieldError(name, detail)));
    }

    private static int longest(String name) {
        return switch (name) {
            case IDS -> MAX_IDS_LENGTH;
            case AFTER -> PageCursor.MAX_LENGTH;
            default -> MAX_VALUE_LENGTH;
        };
    }

    private static boolean matches(String allowed, String name) {
        return allowed.endsWith(".")
                ? name.startsWith(allowed) && name.length() > allowed.length()
                : allowed.equals(name);
    }
}
