package io.docket.projection.history.filter;

import io.docket.projection.query.QueryParameters;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The filter language in a query string; everything that is not part of it is the client's fault.
 *
 * <ul>
 *   <li>{@code entity}, {@code subject}, {@code type}, {@code actor}, {@code root}: texts; {@code *} at an end is a wildcard
 *   <li>{@code text}: words, all of which are in the event; {@code *} at an end of a word is a wildcard
 *   <li>{@code from}, {@code to}: when it happened, as date or time with zone; both included
 *   <li>{@code data.<path>}: a value in the data, see {@link DataTerms}; an empty one means that there is none
 * </ul>
 *
 * A parameter that is repeated means one of its values; values without commas in them may also stand in one, separated
 * by commas, except in {@code text} and {@code data}.
 */
public final class FilterParameters {
    /** Most values of one parameter. */
    static final int MAX_VALUES = 100;

    /** Most parameters with a filter. */
    static final int MAX_CONDITIONS = 16;

    /** Longest value, in characters. */
    static final int MAX_VALUE_LENGTH = 1_000;

    /** Longest value with {@code *} at its beginning: what it may stand for grows with the square of the length. */
    static final int MAX_ENDING_LENGTH = 200;

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Set<Key> TEXTS = EnumSet.of(Key.ENTITY, Key.SUBJECT, Key.TYPE, Key.ACTOR, Key.ROOT);
    private static final String TEXT = "text";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String DATA = "data.";

    /** What no word has in it, and who writes it takes the parameter for a pattern. */
    private static final String NO_WORDS = "\\^$|[]{}()+";

    private final MultivaluedMap<String, String> given;

    /**
     * Reads the parameters.
     *
     * @param others names that the query knows beside the filter's
     */
    public FilterParameters(MultivaluedMap<String, String> given, Set<String> others) {
        this.given = given;
        int conditions = 0;
        for (Map.Entry<String, List<String>> parameter : given.entrySet()) {
            String name = parameter.getKey();
            boolean other = others.contains(name);
            if (!other && !isFilter(name)) {
                throw QueryParameters.invalid(name, "is not known");
            }
            boolean list = isFilter(name) && !other && !name.equals(FROM) && !name.equals(TO);
            if (parameter.getValue().size() > (list ? MAX_VALUES : 1)) {
                throw QueryParameters.invalid(
                        name, list ? "has more than " + MAX_VALUES + " values" : "may be given once");
            }
            if (parameter.getValue().stream().anyMatch(value -> value.length() > MAX_VALUE_LENGTH)) {
                throw QueryParameters.invalid(name, "is longer than " + MAX_VALUE_LENGTH);
            }
            if (list && parameter.getValue().stream().anyMatch(value -> isLongEnding(name, value))) {
                throw QueryParameters.invalid(
                        name,
                        "is longer than " + MAX_ENDING_LENGTH + ", and begins with *: that is too much to look for");
            }
            if (isFilter(name) && ++conditions > MAX_CONDITIONS) {
                throw QueryParameters.invalid(name, "is one too many: a filter has at most " + MAX_CONDITIONS);
            }
        }
    }

    /** The text of a parameter that is not a list; empty if it is not given or empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(given.getFirst(name)).filter(value -> !value.isEmpty());
    }

    /** One of the allowed values; empty if it is not given. */
    public Optional<String> oneOf(String name, List<String> allowed) {
        Optional<String> value = text(name);
        if (value.isPresent() && !allowed.contains(value.get())) {
            throw QueryParameters.invalid(name, "is not one of " + allowed);
        }
        return value;
    }

    /** A whole number between the limits; empty if it is not given. */
    public Optional<Integer> number(String name, int least, int most) {
        return text(name).map(value -> {
            try {
                int number = Integer.parseInt(value);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                throw QueryParameters.invalid(name, "is not a whole number between " + least + " and " + most);
            }
            throw QueryParameters.invalid(name, "is not between " + least + " and " + most);
        });
    }

    /** The filter; {@code from} is left out where it means something else to the query. */
    public HistoryFilter filter(String tenant, boolean withTime) {
        List<Condition> conditions = new ArrayList<>();
        TEXTS.forEach(key -> texts(key).ifPresent(conditions::add));
        words().ifPresent(conditions::add);
        Instant from =
                withTime ? text(FROM).map(value -> instant(FROM, value, 0)).orElse(null) : null;
        Instant to = text(TO).map(value -> instant(TO, value, 1)).orElse(null);
        if (from != null && to != null && to.isBefore(from)) {
            throw QueryParameters.invalid(TO, "is before " + FROM);
        }
        if (from != null || to != null) {
            conditions.add(new Condition.Between(from, to));
        }
        given.forEach((name, values) -> {
            if (name.startsWith(DATA)) {
                conditions.add(data(name, values));
            }
        });
        return new HistoryFilter(tenant, List.copyOf(conditions));
    }

    private Optional<Condition> texts(Key key) {
        List<TermPattern> patterns = values(key.field()).stream()
                .flatMap(value ->
                        value.indexOf(',') < 0 ? Stream.of(value) : Stream.concat(Stream.of(value), parts(value)))
                .filter(value -> !value.isEmpty())
                .map(value -> TermPattern.of("", value))
                .toList();
        if (patterns.size() > 2 * MAX_VALUES) {
            throw QueryParameters.invalid(key.field(), "has more than " + MAX_VALUES + " values");
        }
        return patterns.isEmpty() || patterns.stream().anyMatch(TermPattern::fitsAll)
                ? Optional.empty()
                : Optional.of(new Condition.AnyOf(key, patterns));
    }

    private Optional<Condition> words() {
        List<Condition> texts = new ArrayList<>();
        for (String text : values(TEXT)) {
            List<Condition> all = new ArrayList<>();
            for (String chunk : text.strip().split("\\s+")) {
                words(chunk).forEach(word -> all.add(new Condition.AnyOf(Key.WORD, List.of(word))));
            }
            if (all.isEmpty()) {
                throw QueryParameters.invalid(TEXT, "has no word in it");
            }
            texts.add(new Condition.All(all));
        }
        return texts.isEmpty() ? Optional.empty() : Optional.of(new Condition.Either(texts));
    }

    private static List<TermPattern> words(String chunk) {
        TermPattern whole = TermPattern.of("", chunk);
        if (whole.text().indexOf('*') >= 0) {
            throw QueryParameters.invalid(TEXT, "is words: * may stand at an end of one only");
        }
        for (int i = 0; i < NO_WORDS.length(); i++) {
            if (chunk.indexOf(NO_WORDS.charAt(i)) >= 0) {
                throw QueryParameters.invalid(TEXT, "is words, not a pattern: " + NO_WORDS.charAt(i) + " is in none");
            }
        }
        List<String> words = Words.of(whole.text());
        List<TermPattern> patterns = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            patterns.add(new TermPattern(
                    "", whole.anyBefore() && i == 0, words.get(i), whole.anyAfter() && i == words.size() - 1));
        }
        return patterns;
    }

    private static Condition data(String name, List<String> values) {
        String path = name.substring(DATA.length());
        String[] names = path.split("\\.", -1);
        if (names.length > DataTerms.MAX_DEPTH || Arrays.asList(names).contains("")) {
            throw QueryParameters.invalid(name, "is not a path of 1 to " + DataTerms.MAX_DEPTH + " names");
        }
        List<Condition> meanings = new ArrayList<>();
        List<TermPattern> patterns = new ArrayList<>();
        for (String value : values) {
            if (value.isEmpty()) {
                meanings.add(new Condition.Without(Key.PATH, path));
            } else if (TermPattern.of("", value).fitsAll()) {
                meanings.add(new Condition.AnyOf(Key.PATH, List.of(TermPattern.exactly(path))));
            } else {
                patterns.addAll(DataTerms.patterns(path, value));
            }
        }
        if (!patterns.isEmpty()) {
            meanings.add(new Condition.AnyOf(Key.DATA, patterns));
        }
        return meanings.size() == 1 ? meanings.getFirst() : new Condition.Either(meanings);
    }

    private List<String> values(String name) {
        @Nullable List<String> values = given.get(name);
        return values == null
                ? List.of()
                : values.stream().filter(value -> !value.isBlank()).toList();
    }

    /** True if a parameter of this name filters. */
    static boolean isFilter(String name) {
        return TEXTS.stream().anyMatch(key -> key.field().equals(name))
                || name.equals(TEXT)
                || name.equals(FROM)
                || name.equals(TO)
                || (name.startsWith(DATA) && name.length() > DATA.length());
    }

    /** What {@code text} asks for is words, which are short. */
    private static boolean isLongEnding(String name, String value) {
        return value.length() > MAX_ENDING_LENGTH
                && !name.equals(TEXT)
                && Stream.concat(Stream.of(value), name.startsWith(DATA) ? Stream.empty() : parts(value))
                        .anyMatch(part -> part.length() > MAX_ENDING_LENGTH && part.startsWith("*"));
    }

    private static Stream<String> parts(String value) {
        return Arrays.stream(value.split(",")).map(String::strip);
    }

    /** An instant: ISO-8601 with zone, or a date, which means its beginning, or with days its end, in UTC. */
    private static Instant instant(String name, String value, int days) {
        try {
            Instant instant = value.indexOf('T') < 0
                    ? LocalDate.parse(value)
                            .plusDays(days)
                            .atStartOfDay()
                            .minusNanos(days)
                            .toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(value).toInstant();
            if (!instant.isBefore(FIRST) && instant.isBefore(END)) {
                return instant;
            }
        } catch (DateTimeException e) {
            throw invalidTime(name);
        }
        throw QueryParameters.invalid(name, "is not in the years 1 to 9999");
    }

    private static HttpProblem invalidTime(String name) {
        return QueryParameters.invalid(name, "is not an ISO-8601 date or time with zone");
    }
}
