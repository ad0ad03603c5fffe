package io.docket.command.decision;

import java.util.Set;

/**
 * Who decides, and for which command.
 *
 * @param tenant owner of the data
 * @param actor the user whose action it is
 * @param roles roles of the authenticated caller
 * @param groups groups of the actor; empty where the caller acts on behalf of somebody else
 * @param commandId id of the command; ids of new entities derive from it
 */
public record DecisionContext(String tenant, String actor, Set<String> roles, Set<String> groups, String commandId) {
    private static final Set<String> MANAGING = Set.of("case-manager", "integration", "engine");

    /** True if the caller may handle what is assigned or offered to others. */
    public boolean manages() {
        return roles.stream().anyMatch(MANAGING::contains);
    }

    /** True if the caller is the workflow bridge. */
    public boolean isEngine() {
        return roles.contains("engine");
    }
}
