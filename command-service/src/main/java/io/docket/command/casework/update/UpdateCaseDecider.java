package io.docket.command.casework.update;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.casetype.CaseTypeVersion;
import io.docket.command.casework.CaseState;
import io.docket.command.casework.MergePatch;
import io.docket.contracts.event.CaseEvent;
import java.util.List;

/** Decides on changed data: the merged data must fit the version of the type that the case is pinned to. */
public final class UpdateCaseDecider {
    private UpdateCaseDecider() {}

    /** The decision. */
    public static List<CaseEvent> decide(CaseState state, CaseTypeVersion type, UpdateCase command) {
        state.requireOpen();
        JsonNode merged = MergePatch.apply(state.data(), command.data());
        if (merged.equals(state.data())) {
            return List.of();
        }
        type.requireValid(merged);
        return List.of(new CaseEvent.Updated(command.data()));
    }
}
