package io.docket.cli.importlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.docket.contracts.event.CaseTypeEvent.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Plans whole real logs and runs the plans against a model of the command side. */
class RealLogTest {
    private static final String FOLDER = "DOCKET_EVENT_LOGS";

    @Test
    void the_bank_s_log_is_one_legal_story() throws IOException {
        Replay replay = replay("bpic2012.xes.gz", "loan-application");

        assertThat(replay.census().traces()).isEqualTo(13_087);
        assertThat(replay.census().events()).isEqualTo(262_200);
        assertThat(replay.census().actors()).isEqualTo(68);
        assertThat(replay.primaries()).isEqualTo(262_200);
        assertThat(replay.commands()).isEqualTo(replay.census().totalCommands());
        assertThat(replay.finalStages()).isEqualTo(replay.census().finalStages());
        assertThat(replay.census().finalStages()).containsEntry("A_DECLINED", 7_635L);
        assertThat(replay.simulator().finishedTasks()).hasSize(22_097);
    }

    @Test
    void the_permits_are_one_legal_story() throws IOException {
        Replay replay = replay("receipt.xes.gz", "permit");

        assertThat(replay.census().traces()).isEqualTo(1_434);
        assertThat(replay.primaries()).isEqualTo(8_577).isEqualTo(replay.commands());
        assertThat(replay.finalStages()).isEqualTo(replay.census().finalStages());
    }

    @Test
    void the_bank_s_log_needs_no_mapping() throws IOException {
        Replay replay = replay("bpic2012.xes.gz", "default");

        assertThat(replay.primaries()).isEqualTo(262_200);
        assertThat(replay.census().stages()).hasSize(24);
        assertThat(replay.finalStages()).isEqualTo(replay.census().finalStages());
    }

    private record Replay(
            Census census, CaseSimulator simulator, long commands, long primaries, Map<String, Long> finalStages) {}

    private static Replay replay(String log, String mapping) throws IOException {
        String folder = System.getenv(FOLDER);
        assumeTrue(folder != null, FOLDER + " is not set: the real logs are not there to be tested");
        Path file = Path.of(folder).resolve(log);
        assumeTrue(Files.exists(file), file + " is not there");
        Census first = Plans.check(file, mapping);
        Set<String> stages = first.stages().stream().map(Stage::id).collect(Collectors.toCollection(HashSet::new));
        CaseSimulator simulator =
                new CaseSimulator(stages, first.stages().getFirst().id());
        long[] counts = new long[2];
        Plans.forEach(
                file,
                mapping,
                first,
                plan -> plan.commands().forEach(command -> {
                    simulator.execute(command);
                    counts[0]++;
                    counts[1] += command.key().matches("xes:[^:]+:\\d+") ? 1 : 0;
                }));
        Map<String, Long> finalStages = new HashMap<>();
        simulator.stageOfCase().values().forEach(stage -> finalStages.merge(stage, 1L, Long::sum));
        return new Replay(first, simulator, counts[0], counts[1], finalStages);
    }
}
