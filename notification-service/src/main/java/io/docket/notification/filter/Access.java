package io.docket.notification.filter;

import io.docket.kit.access.AccessTable;
import io.docket.kit.identity.Caller;
import io.docket.notification.log.LoggedEvent;
import java.util.Set;

/**
 * What a subscriber may be told of, asked for every event again: what is the own tenant's, about kinds of entities that one
 * of the roles may query.
 *
 * @param tenant the tenant
 * @param kinds kinds of entities
 */
public record Access(String tenant, Set<String> kinds) {
    public Access {
        kinds = Set.copyOf(kinds);
    }

    /** What the caller may be told of, by the access table. */
    public static Access of(Caller caller) {
        return new Access(caller.tenant(), AccessTable.kindsShownTo(caller));
    }

    /** True if the subscriber may be told of the event. */
    public boolean permits(LoggedEvent event) {
        return tenant.equals(event.envelope().tenant())
                && kinds.contains(event.envelope().subject().entity());
    }
}
