package io.docket.kit.filter;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.kit.filter.Posting.Attribute;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the filter language. A filter is an object; all its members must hold, a list means one of its values:
 *
 * <ul>
 *   <li>{@code subject}, {@code type}, {@code caseType}, {@code root}, {@code actor}: texts, {@code *} stands for any characters
 *   <li>{@code assignee}: users; the event is about a case or task that is theirs before or after it
 *   <li>{@code data.<path>}: scalars that the field of the event's data equals, see {@link DataCondition}
 * </ul>
 *
 * In {@code assignee} and {@code actor}, {@code me} is the subscriber. An empty object is every event of the tenant.
 */
public final class FilterCompiler {
    /** Most members of a filter. */
    public static final int MAX_MEMBERS = 16;
    /** Most values of a member. */
    public static final int MAX_VALUES = 100;
    /** Longest value, in characters. */
    public static final int MAX_VALUE_LENGTH = 256;
    /** Deepest path into the data, in names. */
    public static final int MAX_PATH_DEPTH = 8;

    private static final String DATA = "data.";
    private static final String ME = "me";

    private final Caller caller;
    private final List<FieldError> errors = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();
    private Posting posting = Posting.ANY;

    private FilterCompiler(Caller caller) {
        this.caller = caller;
    }

    /**
     * The filter of the caller; absent means every event of the tenant.
     *
     * @throws InvalidFilterException if it is not one
     */
    public static Filter compile(@Nullable JsonNode filter, Caller caller) throws InvalidFilterException {
        FilterCompiler compiler = new FilterCompiler(caller);
        if (filter != null && !filter.isMissingNode() && !filter.isNull()) {
            compiler.members(filter);
        }
        if (!compiler.errors.isEmpty()) {
            throw new InvalidFilterException(compiler.errors);
        }
        return new Filter(caller.tenant(), compiler.conditions, compiler.posting);
    }

    private void members(JsonNode filter) {
        if (!filter.isObject()) {
            errors.add(new FieldError("", "must be an object"));
            return;
        }
        if (filter.size() > MAX_MEMBERS) {
            errors.add(new FieldError("", "must have at most " + MAX_MEMBERS + " members"));
            return;
        }
        for (Map.Entry<String, JsonNode> member : filter.properties()) {
            member(member.getKey(), member.getValue());
        }
    }

    private void member(String name, JsonNode value) {
        List<JsonNode> values = values(name, value);
        if (values.isEmpty()) {
            return;
        }
        switch (name) {
            case "subject" ->
                globs(
                        name,
                        values,
                        Attribute.SUBJECT,
                        event -> event.envelope().subject().toString());
            case "root" ->
                globs(name, values, Attribute.ROOT, event -> event.envelope().root());
            case "type" ->
                globs(name, values, Attribute.TYPE, event -> event.envelope().type());
            case "caseType" -> globs(name, values, Attribute.CASE_TYPE, event -> event.caseType());
            case "actor" -> globs(name, values, null, event -> event.envelope().actor());
            case "assignee" -> assignee(values);
            default -> data(name, values);
        }
    }

    private void globs(String name, List<JsonNode> values, @Nullable Attribute attribute, Text text) {
        List<Glob> globs = texts(name, values).stream()
                .map(value -> new Glob(attribute == null ? self(value) : value))
                .toList();
        conditions.add(event -> {
            String actual = text.of(event);
            return actual != null && globs.stream().anyMatch(glob -> glob.matches(actual));
        });
        if (attribute != null) {
            post(Posting.of(attribute, globs));
        }
    }

    private void assignee(List<JsonNode> values) {
        List<String> users = texts("assignee", values).stream().map(this::self).toList();
        conditions.add(event -> users.contains(event.assigneeAfter()) || users.contains(event.assigneeBefore()));
        post(Posting.exact(Attribute.ASSIGNEE, users));
    }

    private void data(String name, List<JsonNode> values) {
        if (!name.startsWith(DATA)) {
            fault(name, "is not a member of a filter");
            return;
        }
        List<String> path = List.of(name.substring(DATA.length()).split("\\.", -1));
        if (path.size() > MAX_PATH_DEPTH || path.contains("")) {
            fault(name, "must be a path of 1 to " + MAX_PATH_DEPTH + " names");
        } else if (!values.stream().allMatch(JsonNode::isValueNode)
                || values.stream().anyMatch(JsonNode::isNull)) {
            fault(name, "must be a text, a number, true or false, or a list of these");
        } else {
            conditions.add(new DataCondition(path, values));
        }
    }

    private List<JsonNode> values(String name, JsonNode value) {
        List<JsonNode> values = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(values::add);
        } else {
            values.add(value);
        }
        if (values.isEmpty() || values.size() > MAX_VALUES) {
            fault(name, "must have 1 to " + MAX_VALUES + " values");
            return List.of();
        }
        if (values.stream().anyMatch(one -> one.asText().length() > MAX_VALUE_LENGTH)) {
            fault(name, "has a value of more than " + MAX_VALUE_LENGTH + " characters");
            return List.of();
        }
        return values;
    }

    private List<String> texts(String name, List<JsonNode> values) {
        if (!values.stream().allMatch(JsonNode::isTextual)) {
            fault(name, "must be a text or a list of texts");
        }
        return values.stream().map(JsonNode::asText).distinct().toList();
    }

    private String self(String user) {
        return user.equals(ME) ? caller.user() : user;
    }

    private void post(Posting other) {
        if (other.isNarrowerThan(posting)) {
            posting = other;
        }
    }

    private void fault(String name, String detail) {
        errors.add(new FieldError("/" + name.replace("~", "~0").replace("/", "~1"), detail));
    }

    @FunctionalInterface
    private interface Text {
        @Nullable
        String of(FilteredEvent event);
    }
}
