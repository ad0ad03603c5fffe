package io.docket.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens to a case type. Entity {@code case-type}; its version is the sequence of the event. */
public sealed interface CaseTypeEvent extends DomainEvent {
    /**
     * A version of the case type was defined.
     *
     * @param name name for people
     * @param dataSchema JSON Schema 2020-12 of the case data
     * @param stages the stages; the first is where a case starts
     * @param process BPMN process id that starts with each case
     * @param forms form keys by purpose
     * @param roles roles by purpose
     * @param notifyRules notification rules, {@code notify} in JSON
     * @param queues the queues that a case may be in; absent means any
     */
    record Defined(
            String name,
            JsonNode dataSchema,
            List<Stage> stages,
            @Nullable String process,
            @Nullable JsonNode forms,
            @Nullable JsonNode roles,
            @JsonProperty("notify") @Nullable List<NotifyRule> notifyRules,
            @Nullable List<String> queues)
            implements CaseTypeEvent {}

    /**
     * A stage of a case.
     *
     * @param id id, unique in the type
     * @param name name for people
     * @param next ids of the stages that may follow; absent means any
     */
    record Stage(String id, String name, @Nullable List<String> next) {}

    /**
     * Who hears of what through the notification provider.
     *
     * @param on event without prefix and version: {@code task-created}, {@code case-moved}, ...
     * @param workflow id of the provider's workflow to trigger
     * @param to {@code assignee}, {@code candidates}, {@code actor} or {@code user:<id>}
     * @param payload constant fields added to the payload
     */
    record NotifyRule(
            String on, String workflow, String to, @Nullable Map<String, String> payload) {}
}
