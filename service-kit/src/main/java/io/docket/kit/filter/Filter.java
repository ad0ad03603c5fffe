package io.docket.kit.filter;

import java.util.List;

/** The events of one tenant that a subscriber wants; compiled once by {@link FilterCompiler}. All conditions must hold. */
public final class Filter {
    private final String tenant;
    private final List<Condition> conditions;
    private final Posting posting;

    Filter(String tenant, List<Condition> conditions, Posting posting) {
        this.tenant = tenant;
        this.conditions = List.copyOf(conditions);
        this.posting = posting;
    }

    /** The tenant whose events are wanted. */
    public String tenant() {
        return tenant;
    }

    /** Where an index finds it. */
    public Posting posting() {
        return posting;
    }

    /**
     * True if the subscriber wants the event. An event of another tenant never matches.
     *
     * @throws java.io.UncheckedIOException if a condition on data meets an event whose data is not JSON
     */
    public boolean matches(FilteredEvent event) {
        if (!tenant.equals(event.envelope().tenant())) {
            return false;
        }
        for (Condition condition : conditions) {
            if (!condition.test(event)) {
                return false;
            }
        }
        return true;
    }
}
