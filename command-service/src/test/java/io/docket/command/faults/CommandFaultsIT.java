package io.docket.command.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.faults.check.Check;
import io.docket.command.faults.check.Evidence;
import io.docket.eventstore.faults.BrokerFaults;
import io.docket.eventstore.faults.InstanceFaults;
import io.docket.eventstore.faults.Report;
import io.docket.eventstore.faults.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The packaged service, from outside, while instances, brokers and the network fail. Leaves the report in {@code target}; and,
 * if a rule was broken, what all processes logged in the temporary folder.
 */
@Isolated("takes every core, and looks at the clock")
class CommandFaultsIT {
    private static final Duration SHORT_FORM = Duration.ofSeconds(75);
    private static final int SHORT_FENCINGS = 3;
    private static final int FENCINGS_PER_MINUTE = 5;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void no_command_is_lost_doubled_reordered_decided_on_old_state_or_written_by_a_former_owner() throws Exception {
        Settings settings = Settings.given(SHORT_FORM, SHORT_FENCINGS, FENCINGS_PER_MINUTE);
        System.out.println("faults with seed " + settings.seed() + " for " + settings.faults() + ", logs in " + folder);

        try (ServiceRun run = new ServiceRun(settings, folder)) {
            ServiceRun.Result result = run.run();

            Evidence evidence = result.evidence();
            List<String> broken = new ArrayList<>(Check.broken(evidence));
            broken.addAll(result.ownership().broken(evidence.events()));
            String report = new Report(settings)
                    .counts(Answers.counted(evidence.stories()))
                    .line("repeated after their answer", evidence.repeats().size())
                    .line("events", evidence.events().size())
                    .counts(result.counts())
                    .line("changes of ownership", result.ownership().changes())
                    .line("broken rules", broken.size())
                    .toString();
            System.out.println(report);
            Files.writeString(Path.of("target", "command-faults-" + settings.seed() + ".txt"), report);
            assertThat(broken).as("seed %d", settings.seed()).isEmpty();
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
