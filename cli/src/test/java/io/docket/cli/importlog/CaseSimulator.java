package io.docket.cli.importlog;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.cli.bulk.BulkCommand;
import io.docket.contracts.id.EntityId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A small model of the command side: stages, open and closed cases, who holds a task. Throws {@link IllegalStateException}
 * on a command that the platform would not accept.
 */
final class CaseSimulator {
    static final String IMPORTER = "-";
    private static final String FREE = "";

    private final Set<String> stages;
    private final String firstStage;
    private final Map<String, String> stageOfCase = new HashMap<>();
    private final Set<String> closed = new HashSet<>();
    private final Map<String, String> holderOfTask = new HashMap<>();
    private final Set<String> finished = new HashSet<>();
    private final Set<String> keys = new HashSet<>();

    CaseSimulator(Set<String> stages, String firstStage) {
        this.stages = stages;
        this.firstStage = firstStage;
    }

    Map<String, String> stageOfCase() {
        return stageOfCase;
    }

    Set<String> finishedTasks() {
        return finished;
    }

    void execute(BulkCommand command) {
        JsonNode data = command.data();
        require(keys.add(command.key()), "key used twice", command);
        require(command.key().length() <= 255, "key too long", command);
        String actor = data.path("onBehalfOf").asText(IMPORTER);
        String caseId = data.path("caseId").asText();
        String taskId = data.path("taskId").asText();
        switch (command.type()) {
            case "open-case" -> {
                require(EntityId.isRoot(caseId), "no root id", command);
                require(stageOfCase.put(caseId, firstStage) == null, "opened twice", command);
            }
            case "move-case" -> {
                requireOpen(caseId, command);
                String stage = data.path("stage").asText();
                require(stages.contains(stage), "no such stage", command);
                require(!stage.equals(stageOfCase.put(caseId, stage)), "already there", command);
            }
            case "close-case" -> require(closed.add(caseId), "closed twice", command);
            case "reopen-case" -> require(closed.remove(caseId), "not closed", command);
            case "update-case", "assign-case", "add-comment" -> requireOpen(caseId, command);
            case "create-task" -> {
                requireOpen(caseId, command);
                require(EntityId.isDependentOf(caseId, taskId), "no id of a task of the case", command);
                require(holderOfTask.put(taskId, FREE) == null, "created twice", command);
            }
            case "claim-task" -> require(holderOfTask.replace(taskId, FREE, actor), "not free", command);
            case "release-task" -> require(holderOfTask.replace(taskId, actor, FREE), "not held", command);
            case "complete-task" -> {
                require(holderOfTask.remove(taskId, actor), "not held", command);
                finished.add(taskId);
            }
            case "cancel-task" -> require(holderOfTask.remove(taskId) != null, "not there", command);
            default -> require(false, "unknown command", command);
        }
    }

    private void requireOpen(String caseId, BulkCommand command) {
        require(stageOfCase.containsKey(caseId) && !closed.contains(caseId), "case not open", command);
    }

    private static void require(boolean condition, String what, BulkCommand command) {
        if (!condition) {
            throw new IllegalStateException(what + ": " + command);
        }
    }
}
