package io.docket.kit.automation;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.EventCatalog;
import io.docket.kit.filter.Filter;
import io.docket.kit.filter.FilterCompiler;
import io.docket.kit.filter.Glob;
import io.docket.kit.filter.InvalidFilterException;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.FieldError;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The filter of an automation that runs for events: the language of live subscriptions, with {@code type} needed. Without
 * {@code caseType} and {@code assignee}, which an event does not carry. What automations themselves tell is no reason to run.
 */
final class EventTrigger {
    static final String OWN = "docket.automation.";

    private static final String TYPE = "type";
    private static final Set<String> NOT_CARRIED = Set.of("caseType", "assignee");

    private EventTrigger() {}

    /** What is wrong with the filter; pointers are relative to it. */
    static List<FieldError> faults(JsonNode filter, Caller definer) {
        List<FieldError> faults = new ArrayList<>();
        NOT_CARRIED.stream()
                .filter(filter::has)
                .sorted()
                .forEach(name -> faults.add(new FieldError("/" + name, "is not part of an event: name data")));
        if (!filter.has(TYPE)) {
            faults.add(new FieldError("/" + TYPE, "is missing"));
        }
        try {
            FilterCompiler.compile(filter, definer);
        } catch (InvalidFilterException e) {
            faults.addAll(e.errors());
            return faults;
        }
        types(filter).stream()
                .filter(type -> EventCatalog.types().stream()
                        .noneMatch(known -> !known.startsWith(OWN) && new Glob(type).matches(known)))
                .forEach(type -> faults.add(new FieldError("/" + TYPE, "there is no event " + type)));
        return faults;
    }

    /** The filter of the definer's tenant, which is known to be one. */
    static Filter compile(JsonNode filter, Caller definer) {
        try {
            return FilterCompiler.compile(filter, definer);
        } catch (InvalidFilterException e) {
            throw new IllegalArgumentException(e.errors().toString(), e);
        }
    }

    /** The patterns of types. */
    static List<String> types(JsonNode filter) {
        JsonNode type = filter.path(TYPE);
        List<String> types = new ArrayList<>();
        if (type.isArray()) {
            type.forEach(one -> types.add(one.asText()));
        } else if (type.isTextual()) {
            types.add(type.asText());
        }
        return types;
    }
}
