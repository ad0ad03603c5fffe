package io.docket.notification.filter;

import io.docket.notification.facts.EventFacts;
import io.docket.notification.filter.Posting.Attribute;
import io.docket.notification.log.LoggedEvent;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the filters that an event may match without asking every one: each is posted under the values of its most
 * selective attribute. Not thread-safe.
 *
 * @param <T> who has the filter
 */
public final class FilterIndex<T> {
    private final Map<String, Map<Attribute, Map<String, Set<T>>>> tenants = new HashMap<>();
    private int size;

    public void add(Filter filter, T holder) {
        for (String value : keys(filter)) {
            tenants.computeIfAbsent(filter.tenant(), tenant -> new EnumMap<>(Attribute.class))
                    .computeIfAbsent(filter.posting().attribute(), attribute -> new HashMap<>())
                    .computeIfAbsent(value, key -> new LinkedHashSet<>(2))
                    .add(holder);
        }
        size++;
    }

    public void remove(Filter filter, T holder) {
        Map<Attribute, Map<String, Set<T>>> attributes = tenants.get(filter.tenant());
        Attribute attribute = filter.posting().attribute();
        boolean removed = false;
        for (String value : keys(filter)) {
            Map<String, Set<T>> postings = attributes == null ? null : attributes.get(attribute);
            Set<T> holders = postings == null ? null : postings.get(value);
            if (holders == null) {
                continue;
            }
            removed |= holders.remove(holder);
            if (holders.isEmpty()) {
                postings.remove(value);
            }
            if (postings.isEmpty()) {
                attributes.remove(attribute);
            }
        }
        if (attributes != null && attributes.isEmpty()) {
            tenants.remove(filter.tenant());
        }
        if (removed) {
            size--;
        }
    }

    /**
     * Names everyone whose filter may match, somebody possibly twice. The filter itself is still to be asked, and the
     * index must not be changed meanwhile.
     */
    public void candidates(LoggedEvent event, Consumer<T> each) {
        Map<Attribute, Map<String, Set<T>>> attributes =
                tenants.get(event.envelope().tenant());
        if (attributes == null) {
            return;
        }
        attributes.forEach((attribute, postings) -> {
            switch (attribute) {
                case SUBJECT -> visit(postings, event.envelope().subject().toString(), each);
                case ROOT -> visit(postings, event.envelope().root(), each);
                case TYPE -> visit(postings, event.envelope().type(), each);
                case CASE_TYPE -> visit(postings, event.facts().caseType(), each);
                case ASSIGNEE -> {
                    EventFacts facts = event.facts();
                    visit(postings, facts.assigneeBefore(), each);
                    visit(postings, facts.assigneeAfter(), each);
                }
                case ANY -> visit(postings, "", each);
            }
        });
    }

    /** Number of filters. */
    public int size() {
        return size;
    }

    private static <T> void visit(Map<String, Set<T>> postings, @Nullable String value, Consumer<T> each) {
        Set<T> holders = value == null ? null : postings.get(value);
        if (holders != null) {
            holders.forEach(each);
        }
    }

    private static List<String> keys(Filter filter) {
        return filter.posting().attribute() == Attribute.ANY
                ? List.of("")
                : filter.posting().values();
    }
}
