package io.docket.workflow.definition;

import java.util.Optional;

/** Which versions of processes the engine has. */
public interface DefinitionMemory {
    /** Notes the version, in place of what was noted of it. */
    void note(String tenant, String processId, long version, KnownDefinition definition);

    /** The version. */
    Optional<KnownDefinition> find(String tenant, String processId, long version);
}
