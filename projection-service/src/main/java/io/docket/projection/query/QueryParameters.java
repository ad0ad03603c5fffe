package io.docket.projection.query;

import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The parameters of a query, checked: an unknown name, a repeated or an unreadable value is the client's fault. */
public final class QueryParameters {
    /** Items on a page where the client does not say. */
    public static final int DEFAULT_LIMIT = 50;

    /** The most items on a page. */
    public static final int MAX_LIMIT = 500;

    private static final int MAX_VALUE_LENGTH = 1_000;
    private static final Set<String> PAGING = Set.of("sort", "limit", "after");

    private final Map<String, String> values = new LinkedHashMap<>();

    /**
     * Reads the parameters.
     *
     * @param known the names that the query knows beside {@code sort}, {@code limit} and {@code after}; one that ends
     *     with a dot stands for every name that begins so
     */
    public QueryParameters(UriInfo uri, Set<String> known) {
        MultivaluedMap<String, String> all = uri.getQueryParameters();
        all.forEach((name, given) -> {
            if (!PAGING.contains(name) && known.stream().noneMatch(allowed -> matches(allowed, name))) {
                throw invalid(name, "is not known");
            }
            if (given.size() != 1) {
                throw invalid(name, "may be given once");
            }
            if (given.getFirst().length() > MAX_VALUE_LENGTH) {
                throw invalid(name, "is longer than " + MAX_VALUE_LENGTH);
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

    /** An instant: ISO-8601 with zone, or a date, which means its end in UTC; empty if it is not given. */
    public Optional<Instant> instant(String name) {
        return text(name).map(value -> {
            try {
                return value.indexOf('T') < 0
                        ? LocalDate.parse(value).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC)
                        : OffsetDateTime.parse(value).toInstant();
            } catch (DateTimeParseException e) {
                throw invalid(name, "is not an ISO-8601 date or time with zone");
            }
        });
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
        return sorts.getOrDefault(name, new Sort(byDefault, byDefault));
    }

    /** Where the preceding page ended; empty for the first. */
    public Optional<PageCursor> after(Sort sort) {
        return text("after").map(text -> PageCursor.parse(text, sort));
    }

    /** The problem of an unusable parameter. */
    public static HttpProblem invalid(String name, String detail) {
        return Problems.invalid("The query parameter " + name + " " + detail, List.of(new FieldError(name, detail)));
    }

    private static boolean matches(String allowed, String name) {
        return allowed.endsWith(".")
                ? name.startsWith(allowed) && name.length() > allowed.length()
                : allowed.equals(name);
    }
}
