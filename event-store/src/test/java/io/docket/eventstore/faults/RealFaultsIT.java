package io.docket.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.faults.check.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps what the processes logged in {@code target/faults-<seed>}. */
class RealFaultsIT {
    @Test
    void nothing_is_lost_doubled_reordered_or_written_by_a_former_owner() throws Exception {
        Settings settings = Settings.given();
        Path folder = emptyFolder(settings);
        System.out.println("faults with seed " + settings.seed() + " for " + settings.faults() + ", logs in " + folder);

        try (FaultRun run = new FaultRun(settings, folder)) {
            FaultRun.Result result = run.run();

            List<String> broken = Check.broken(result.evidence());
            System.out.println(result.report() + "  broken rules: " + broken.size());
            Files.writeString(folder.resolve("report.txt"), result.report().toString());
            assertThat(broken).as("seed %d", settings.seed()).isEmpty();
            assertThat(result.overdue()).as("appends without an answer").isEmpty();
            assertThat(result.fencings()).isGreaterThanOrEqualTo(settings.fencings());
        }
    }

    private static Path emptyFolder(Settings settings) throws IOException {
        Path folder = Path.of(
                "target",
                "faults-" + settings.seed() + "-" + ProcessHandle.current().pid());
        return Files.createDirectories(folder).toAbsolutePath();
    }
}
