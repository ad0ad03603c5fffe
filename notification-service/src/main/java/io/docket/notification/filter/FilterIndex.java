package io.docket.notification.filter;

import io.docket.kit.filter.Filter;
import io.docket.kit.filter.Posting;
import io.docket.kit.filter.Posting.Attribute;
import io.docket.notification.facts.EventFacts;
import io.docket.notification.log.LoggedEvent;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the filters that an event may match without asking every one: each is posted under the values of its most
 * selective attribute. Not thread-safe.
 *
 * @param <T> who has the filter
 */
public final class FilterIndex<T> {
    private final Map<String, Tenant<T>> tenants = new HashMap<>();
    private int size;

    public void add(Filter filter, T holder) {
        Posting posting = filter.posting();
        Postings<T> postings = tenants.computeIfAbsent(filter.tenant(), tenant -> new Tenant<>())
                .of(posting.exact())
                .computeIfAbsent(posting.attribute(), attribute -> new Postings<>(posting.exact()));
        posting.values().forEach(value -> postings.add(value, holder));
        size++;
    }

    public void remove(Filter filter, T holder) {
        Posting posting = filter.posting();
        Tenant<T> tenant = tenants.get(filter.tenant());
        Postings<T> postings =
                tenant == null ? null : tenant.of(posting.exact()).get(posting.attribute());
        if (postings == null) {
            return;
        }
        boolean removed = false;
        for (String value : posting.values()) {
            removed |= postings.remove(value, holder);
        }
        if (postings.isEmpty()) {
            tenant.of(posting.exact()).remove(posting.attribute());
        }
        if (tenant.exact.isEmpty() && tenant.beginnings.isEmpty()) {
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
        Tenant<T> tenant = tenants.get(event.envelope().tenant());
        if (tenant != null) {
            tenant.exact.forEach((attribute, postings) -> visit(attribute, postings, event, each));
            tenant.beginnings.forEach((attribute, postings) -> visit(attribute, postings, event, each));
        }
    }

    /** Number of filters. */
    public int size() {
        return size;
    }

    private static <T> void visit(Attribute attribute, Postings<T> postings, LoggedEvent event, Consumer<T> each) {
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
    }

    private static <T> void visit(Postings<T> postings, @Nullable String value, Consumer<T> each) {
        if (value != null) {
            postings.visit(value, each);
        }
    }

    private static final class Tenant<T> {
        final Map<Attribute, Postings<T>> exact = new EnumMap<>(Attribute.class);
        final Map<Attribute, Postings<T>> beginnings = new EnumMap<>(Attribute.class);

        Map<Attribute, Postings<T>> of(boolean wanted) {
            return wanted ? exact : beginnings;
        }
    }
}
