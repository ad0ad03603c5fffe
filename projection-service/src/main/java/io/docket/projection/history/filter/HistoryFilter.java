package io.docket.projection.history.filter;

import java.util.List;

/**
 * The events of one tenant that somebody asks for.
 *
 * @param tenant whose they are; never anything but the caller's
 * @param conditions what they satisfy, all of it
 */
public record HistoryFilter(String tenant, List<Condition> conditions) {
    /** True if the event is asked for; one of another tenant never is. */
    public boolean matches(EventTerms event) {
        if (!tenant.equals(event.event().tenant())) {
            return false;
        }
        for (Condition condition : conditions) {
            if (!condition.holds(event)) {
                return false;
            }
        }
        return true;
    }

    /** True if it asks for roots or subjects by name, each of them in full. */
    public boolean namesEntities() {
        for (Condition condition : conditions) {
            if (condition instanceof Condition.AnyOf(Key key, List<TermPattern> patterns)
                    && (key == Key.ROOT || key == Key.SUBJECT)
                    && patterns.stream().allMatch(TermPattern::isExact)) {
                return true;
            }
        }
        return false;
    }

    /** False if no event of the root can be asked for. */
    public boolean mayMatchRoot(String root) {
        for (Condition condition : conditions) {
            if (condition instanceof Condition.AnyOf(Key key, List<TermPattern> patterns)
                    && key == Key.ROOT
                    && patterns.stream().noneMatch(pattern -> pattern.fits(root))) {
                return false;
            }
        }
        return true;
    }
}
