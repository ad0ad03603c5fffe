package io.docket.cli.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.CaseTypeEvent.Stage;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an event log becomes commands.
 *
 * @param name where it comes from, for messages
 * @param names attributes of the events
 * @param caseType the case type that is defined first
 * @param trace what a trace gives to its case
 * @param rules rules for the events; the first that fits counts
 */
public record Mapping(
        String name, AttributeNames names, CaseTypeMapping caseType, TraceMapping trace, List<Rule> rules) {
    /**
     * The case type.
     *
     * @param id its id
     * @param name its name for people
     * @param stages its stages; {@code null}: the stages that the rules give, as they appear in the log
     * @param dataSchema JSON Schema of the case data; {@code null}: derived from the log
     * @param rest further members of {@code define-case-type}, as they are
     */
    public record CaseTypeMapping(
            String id,
            String name,
            @Nullable List<Stage> stages,
            @Nullable JsonNode dataSchema,
            Map<String, JsonNode> rest) {
        /** True if no case is without this member of its data. */
        public boolean requires(String member) {
            JsonNode schema = dataSchema;
            if (schema != null) {
                for (JsonNode required : schema.path("required")) {
                    if (required.asText().equals(member)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /**
     * What a trace gives to its case.
     *
     * @param fields templates of {@code number}, {@code title}, {@code queue}, {@code assignee}
     * @param allData every attribute goes into the case data
     * @param data what goes into the case data, where not every attribute does
     */
    public record TraceMapping(Map<String, Template> fields, boolean allData, List<DataField> data) {}
}
