package io.docket.cli.importlog;

import io.docket.contracts.event.CaseTypeEvent.Stage;
import java.util.List;
import java.util.Map;

/**
 * What the check of a log found: all that is known before the first command is sent.
 *
 * @param traces number of traces
 * @param events number of events
 * @param commands number of commands by type
 * @param finalStages number of cases by the stage in which they end
 * @param actors number of different actors
 * @param unknownElements elements that XES does not know, passed over
 * @param stages stages of the case type
 * @param schema the data's schema as the data itself shows it
 */
record Census(
        long traces,
        long events,
        Map<String, Long> commands,
        Map<String, Long> finalStages,
        long actors,
        long unknownElements,
        List<Stage> stages,
        SchemaSketch schema) {
    /** Number of all commands of the cases. */
    long totalCommands() {
        return commands.values().stream().mapToLong(Long::longValue).sum();
    }
}
