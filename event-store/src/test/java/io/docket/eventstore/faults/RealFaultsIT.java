package io.docket.eventstore.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.faults.check.Check;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Leaves the report in {@code target}; and, if a rule was broken, what all processes logged in the temporary folder. */
@Isolated("takes every core, and looks at the clock")
class RealFaultsIT {
    private static final Duration SHORT_FORM = Duration.ofSeconds(40);
    private static final int SHORT_FENCINGS = 6;
    private static final int FENCINGS_PER_MINUTE = 10;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void nothing_is_lost_doubled_reordered_or_written_by_a_former_owner() throws Exception {
        Settings settings = Settings.given(SHORT_FORM, SHORT_FENCINGS, FENCINGS_PER_MINUTE);
        System.out.println("faults with seed " + settings.seed() + " for " + settings.faults() + ", logs in " + folder);

        try (FaultRun run = new FaultRun(settings, folder)) {
            FaultRun.Result result = run.run();

            List<String> broken = Check.broken(result.evidence());
            String report = result.report().line("broken rules", broken.size()).toString();
            System.out.println(report);
            Files.writeString(Path.of("target", "faults-" + settings.seed() + ".txt"), report);
            assertThat(broken).as("seed %d", settings.seed()).isEmpty();
            assertThat(result.overdue()).as("appends without an answer").isEmpty();
            assertThat(result.count(InstanceFaults.BELIEVED))
                    .as("woken instances that serve what they lost")
                    .isZero();
            assertThat(result.count(InstanceFaults.FENCINGS)).isGreaterThanOrEqualTo(settings.fencings());
            assertThat(List.of(InstanceFaults.KILLS, InstanceFaults.REBALANCES))
                    .allMatch(what -> result.count(what) > 0);
            assertThat(result.count(BrokerFaults.KILLS) + result.count(BrokerFaults.STOPS))
                    .isPositive();
            assertThat(result.missing())
                    .as("misfortunes of the network that did not happen")
                    .isEmpty();
        }
    }
}
