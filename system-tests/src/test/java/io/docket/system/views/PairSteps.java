package io.docket.system.views;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.system.support.Fixtures;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The commands of one client in turn, each with the query that must show at once what it made: with every command another
 * kind of query. Its cases are of a type that nobody else uses.
 */
final class PairSteps {
    /** Every kind of query. */
    static final List<String> KINDS = List.of("statistics", "case", "list", "timeline", "summary", "task");

    private static final int MAX_FLOORS = 1_000;

    private final String caseType = Fixtures.permitType(Map.of());
    private String caseId = "";
    private int opened;

    /** The step of this number, from 0; they have to be taken in order. */
    Step step(int number) {
        int floors = 1 + number % MAX_FLOORS;
        return switch (KINDS.get(number % KINDS.size())) {
            case "statistics" -> open();
            case "case" -> update(floors, outcome -> at("case", "/api/cases/" + caseId, isLeftBy(outcome, floors)));
            case "list" ->
                update(
                        floors,
                        outcome -> at(
                                "list",
                                "/api/cases?number=" + caseId,
                                found -> found.path("items").size() == 1
                                        && isLeftBy(outcome, floors).test(found.at("/items/0"))));
            case "timeline" ->
                update(
                        floors,
                        outcome -> at(
                                "timeline",
                                "/api/cases/" + caseId + "/timeline",
                                found -> isLastOf(found.path("items"), outcome)));
            case "summary" ->
                update(
                        floors,
                        outcome -> at(
                                "summary",
                                "/api/case-summaries?ids=" + caseId,
                                found -> found.at("/items/0/version").asLong() == version(outcome)));
            default -> task();
        };
    }

    private Step open() {
        caseId = caseType + '-' + UUID.randomUUID();
        opened++;
        int all = opened;
        return new Step(
                "open-case",
                Map.of("caseType", caseType, "caseId", caseId, "number", caseId, "data", Map.of()),
                outcome -> at(
                        "statistics",
                        "/api/stats",
                        found -> found.path("caseTypes")
                                        .path(caseType)
                                        .path("cases")
                                        .asInt()
                                == all));
    }

    private Step update(int floors, Function<JsonNode, Query> query) {
        return new Step("update-case", Map.of("caseId", caseId, "data", Map.of("floors", floors)), query);
    }

    private Step task() {
        return new Step("create-task", Map.of("caseId", caseId, "name", "Look"), outcome -> {
            String id = outcome.path("id").asText();
            return at(
                    "task",
                    "/api/tasks/" + id,
                    found -> found.path("id").asText().equals(id)
                            && found.path("caseId").asText().equals(caseId)
                            && found.path("version").asLong() == version(outcome));
        });
    }

    private static Predicate<JsonNode> isLeftBy(JsonNode outcome, int floors) {
        return found -> found.path("version").asLong() == version(outcome)
                && found.at("/data/floors").asInt() == floors;
    }

    /** True if the newest entry is the event of the command, and none before it is missing. */
    private static boolean isLastOf(JsonNode entries, JsonNode outcome) {
        return entries.size() == version(outcome)
                && entries.path(entries.size() - 1).path("eventId").equals(outcome.at("/events/0/id"));
    }

    private static long version(JsonNode outcome) {
        return outcome.path("version").asLong();
    }

    private static Query at(String kind, String path, Predicate<JsonNode> fresh) {
        return new Query(kind, path, fresh);
    }

    /**
     * A command, and the query for what it makes, which its outcome tells.
     *
     * @param command type of the command
     */
    record Step(String command, Map<String, Object> payload, Function<JsonNode, Query> query) {
        Step {
            payload = Collections.unmodifiableMap(payload);
        }
    }

    /**
     * A query.
     *
     * @param kind one of {@link #KINDS}
     * @param path its path and parameters
     * @param fresh true of an answer that shows what the command made
     */
    record Query(String kind, String path, Predicate<JsonNode> fresh) {}
}
