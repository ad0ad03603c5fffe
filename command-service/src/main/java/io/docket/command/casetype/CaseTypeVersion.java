package io.docket.command.casetype;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.decision.Rejection;
import io.docket.contracts.event.CaseTypeEvent.Defined;
import io.docket.contracts.event.CaseTypeEvent.Stage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        dataSchema.requireValid(data, "version " + version + " of case type " + id);
    }

    /** Rejects a queue that cases of the type may not be in. */
    public void requireQueue(@Nullable String queue) {
        List<String> queues = definition.queues();
        if (queue != null && queues != null && !queues.contains(queue)) {
            throw Rejection.unknown("unknown-queue", "/queue", "case type " + id + " has no queue " + queue);
        }
    }
}
