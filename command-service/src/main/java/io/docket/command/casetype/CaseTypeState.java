package io.docket.command.casetype;

import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.CaseTypeEvent;
import org.jspecify.annotations.Nullable;

/**
 * What decisions need of a case type: what was defined last.
 *
 * @param last the last definition
 */
public record CaseTypeState(CaseTypeEvent.Defined last) {
    /** Case types. */
    public static final EntityKind<CaseTypeState, CaseTypeEvent> KIND =
            new EntityKind<>("case-type", CaseTypeEvent.class, CaseTypeState::evolve);

    private static CaseTypeState evolve(@Nullable CaseTypeState state, CaseTypeEvent event, String actor) {
        return switch (event) {
            case CaseTypeEvent.Defined defined -> new CaseTypeState(defined);
        };
    }
}
