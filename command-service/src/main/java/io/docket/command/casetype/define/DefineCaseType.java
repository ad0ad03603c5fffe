package io.docket.command.casetype.define;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.CaseTypeEvent.NotifyRule;
import io.docket.contracts.event.CaseTypeEvent.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Defines a case type, or its next version.
 *
 * @param id id of the case type
 * @param name name for people
 * @param dataSchema JSON Schema 2020-12 of the case data
 * @param stages the stages, the first is where a case starts
 * @param process BPMN process id that starts with each case
 * @param forms form keys by purpose
 * @param roles roles by purpose
 * @param notifyRules notification rules
 * @param queues the queues that a case may be in
 */
public record DefineCaseType(
        String id,
        String name,
        JsonNode dataSchema,
        List<Stage> stages,
        @Nullable String process,
        @Nullable JsonNode forms,
        @Nullable JsonNode roles,
        @JsonProperty("notify") @Nullable List<NotifyRule> notifyRules,
        @Nullable List<String> queues) {}
