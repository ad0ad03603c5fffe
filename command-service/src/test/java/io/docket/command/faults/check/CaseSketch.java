package io.docket.command.faults.check;

import io.docket.command.faults.client.Answer;
import io.docket.command.faults.client.Command;
import io.docket.command.faults.client.Command.Kind;
import java.util.Map;
import java.util.Objects;

/**
 * What a case is at one of its versions, and what the rules of cases make of a command then: written once more, for those
 * commands alone that the clients send.
 *
 * @param version its version; 0 if there is none
 * @param open whether work goes on
 * @param stage where it stands
 * @param assignee who works on it; empty for nobody
 * @param amount its data
 */
record CaseSketch(long version, boolean open, String stage, String assignee, String amount) {
    static final CaseSketch NONE = new CaseSketch(0, false, "", "", "");

    private static final Map<String, String> NEXT = Map.of("a", "b", "b", "ac", "c", "a");

    /**
     * What becomes of a command.
     *
     * @param status status of its answer
     * @param version version that the answer names, -1 if none
     * @param why rule of a refusal
     * @param event type of the event of the case; empty if there is none
     * @param says what the event says, by JSON pointer
     */
    record Decision(int status, long version, String why, String event, Map<String, String> says) {
        static Decision refused(int status, String why) {
            return new Decision(status, -1, why, "", Map.of());
        }

        /** True if a client was told this. */
        boolean isToldBy(Answer answer) {
            return status == answer.status()
                    && version == answer.version()
                    && why.equals(answer.why())
                    && event.isEmpty() == answer.events().isEmpty();
        }

        boolean isWrittenAs(LoggedEvent found) {
            return event.equals(found.type())
                    && says.entrySet().stream()
                            .allMatch(entry -> Objects.equals(
                                    entry.getValue(),
                                    found.data().at(entry.getKey()).asText("")));
        }
    }

    /** The case after one of its events. */
    CaseSketch after(LoggedEvent event) {
        long next = event.version();
        return switch (event.type()) {
            case "docket.case.opened.v1" ->
                new CaseSketch(
                        next, true, text(event, "/stage"), text(event, "/assignee"), text(event, "/data/amount"));
            case "docket.case.updated.v1" -> new CaseSketch(next, open, stage, assignee, text(event, "/data/amount"));
            case "docket.case.moved.v1" -> new CaseSketch(next, open, text(event, "/to"), assignee, amount);
            case "docket.case.assigned.v1" -> new CaseSketch(next, open, stage, text(event, "/assignee"), amount);
            case "docket.case.closed.v1" -> new CaseSketch(next, false, stage, assignee, amount);
            case "docket.case.reopened.v1" -> new CaseSketch(next, true, stage, assignee, amount);
            default -> new CaseSketch(next, open, stage, assignee, amount);
        };
    }

    private static String text(LoggedEvent event, String pointer) {
        return event.data().at(pointer).asText("");
    }

    /** What becomes of a command on it. */
    Decision decide(Command command) {
        Long expected = command.ifMatch();
        if (version == 0 && command.kind() != Kind.OPEN) {
            return Decision.refused(404, "not-found");
        }
        if (expected != null && expected != version) {
            return new Decision(412, version, "precondition-failed", "", Map.of());
        }
        return switch (command.kind()) {
            case OPEN ->
                version > 0
                        ? Decision.refused(409, "already-exists")
                        : written(201, "opened", Map.of("/data/amount", command.value(), "/stage", "a"));
            case COMMENT -> written("comment-added", Map.of("/body", command.value()));
            case REOPEN -> open ? Decision.refused(409, "case-open") : written("reopened", Map.of());
            case UPDATE, MOVE, ASSIGN, CLOSE -> open ? work(command) : Decision.refused(409, "case-closed");
        };
    }

    private Decision work(Command command) {
        String value = command.value();
        return switch (command.kind()) {
            case CLOSE -> written("closed", Map.of("/outcome", value));
            case ASSIGN ->
                value.equals(assignee)
                        ? unchanged()
                        : written("assigned", Map.of("/assignee", value, "/from", assignee));
            case UPDATE -> value.equals(amount) ? unchanged() : written("updated", Map.of("/data/amount", value));
            case MOVE -> move(value);
            case OPEN, COMMENT, REOPEN -> throw new IllegalArgumentException(command.toString());
        };
    }

    private Decision move(String to) {
        if (to.equals(stage)) {
            return Decision.refused(409, "already-there");
        }
        return NEXT.getOrDefault(stage, "").contains(to)
                ? written("moved", Map.of("/from", stage, "/to", to))
                : Decision.refused(409, "move-not-allowed");
    }

    private Decision unchanged() {
        return new Decision(200, version, "", "", Map.of());
    }

    private Decision written(String event, Map<String, String> says) {
        return written(200, event, says);
    }

    private Decision written(int status, String event, Map<String, String> says) {
        return new Decision(status, version + 1, "", "docket.case." + event + ".v1", says);
    }
}
