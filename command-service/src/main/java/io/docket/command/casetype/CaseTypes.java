package io.docket.command.casetype;

import java.util.Optional;

/** The case types of every tenant, as far as they are defined. */
public interface CaseTypes {
    /** The version that new cases get. */
    Optional<CaseTypeVersion> current(String tenant, String id);

    /** A version that a case is pinned to. */
    Optional<CaseTypeVersion> version(String tenant, String id, long version);
}
