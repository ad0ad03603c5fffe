package io.docket.command.casetype;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.contracts.event.CaseTypeEvent.Defined;
import io.docket.contracts.event.CaseTypeEvent.Stage;
import io.docket.kit.problem.FieldError;
import java.util.List;
import java.util.Optional;

/**
 * One version of a case type, ready to be asked.
 *
 * @param id id of the case type
 * @param version its version, from 1
 * @param definition what was defined
 * @param dataSchema the compiled schema of the case data
 */
public record CaseTypeVersion(String id, long version, Defined definition, DataSchema dataSchema) {
    /** The stage in which a case starts. */
    public Stage firstStage() {
        return definition.stages().getFirst();
    }

    /** The stage with the id. */
    public Optional<Stage> stage(String stageId) {
        return definition.stages().stream()
                .filter(stage -> stage.id().equals(stageId))
                .findFirst();
    }

    /** Rejects data that does not fit the schema; pointers start at {@code /data}. */
    public void requireValid(JsonNode data) {
        List<FieldError> errors = dataSchema.errors(data);
        if (!errors.isEmpty()) {
            throw new Rejection(Refusal.invalid(
                    "the data does not fit version " + version + " of case type " + id,
                    errors.stream()
                            .map(error -> new FieldError("/data" + error.pointer(), error.detail()))
                            .toList()));
        }
    }
}
