package io.docket.workflow.definition;

import java.util.Optional;
import java.util.Set;

/** Which versions of processes the engine has. */
public interface DefinitionMemory {
    /** Notes the version, in place of what was noted of it. */
    void note(String tenant, String processId, long version, KnownDefinition definition);

    /** The tenants that have a definition. */
    Set<String> tenants();

    /** The version. */
    Optional<KnownDefinition> find(String tenant, String processId, long version);
}
