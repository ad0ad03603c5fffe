package io.docket.projection.query;

import io.docket.kit.access.AccessTable;
import io.docket.kit.identity.Caller;
import io.docket.kit.identity.CallerProducer;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;

/** Who asks, and whether they may. */
@RequestScoped
public class Access {
    private final CallerProducer callers;
    private final SecurityIdentity identity;

    public Access(CallerProducer callers, SecurityIdentity identity) {
        this.callers = callers;
        this.identity = identity;
    }

    /**
     * The caller, if the table allows them the query.
     *
     * @throws io.quarkus.security.ForbiddenException if it does not
     */
    public Caller require(String query) {
        return requireAction("query:" + query);
    }

    /**
     * The caller, if the table allows them the action.
     *
     * @throws io.quarkus.security.ForbiddenException if it does not
     */
    public Caller requireAction(String action) {
        Caller caller = callers.caller(identity);
        AccessTable.require(caller, action);
        return caller;
    }
}
