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
