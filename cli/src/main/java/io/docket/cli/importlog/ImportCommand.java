package io.docket.cli.importlog;

import io.docket.cli.bulk.BulkEndpoint;
import io.docket.cli.failure.UserError;
import io.docket.cli.mapping.Mapping;
import io.docket.cli.mapping.Mappings;
import io.docket.cli.settings.Settings;
import io.docket.cli.settings.Settings.EnvironmentLookup;
import io.docket.cli.token.AccessTokens;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code docket import <log>}: runs the work of an event log through the platform. */
@Command(
        name = "import",
        description = "Import an event log in XES, plain or compressed with gzip. Run again, it continues.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ImportCommand implements Callable<Integer> {
    private static final int MAX_WINDOW = 4096;
    private static final Duration STALL_LIMIT = Duration.ofSeconds(60);

    private final EnvironmentLookup environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "<log>", description = "The event log, .xes or .xes.gz.")
    private Path log = Path.of("");

    @Option(
            names = "--mapping",
            paramLabel = "<mapping>",
            description = "How events become commands: a YAML file, or one of default, loan-application, permit.")
    private String mapping = Mappings.DEFAULT;

    @Option(
            names = "--case-type",
            paramLabel = "<id>",
            description = "Id of the case type, instead of the mapping's or the file's name.",
            showDefaultValue = Visibility.NEVER)
    private @Nullable String caseType;

    @Option(names = "--user", paramLabel = "<user>", description = "The user who imports.")
    private String user = "demo";

    @Option(
            names = "--limit-traces",
            paramLabel = "<n>",
            description = "Import the first n traces only.",
            showDefaultValue = Visibility.NEVER)
    private long limitTraces = Long.MAX_VALUE;

    @Option(names = "--window", paramLabel = "<n>", description = "Traces that are imported at the same time.")
    private int window = 512;

    @Option(names = "--sort", description = "Put events that are out of order in order, instead of refusing the log.")
    private boolean sort;

    @Option(names = "--zone", paramLabel = "<zone>", description = "Time zone of times that carry none.")
    private ZoneId zone = ZoneId.of("UTC");

    @Option(names = "--dry-run", description = "Check the log and the mapping and count the commands; send nothing.")
    private boolean dryRun;

    @Option(
            names = "--summary-json",
            paramLabel = "<file>",
            description = "Write the summary as JSON, too.",
            showDefaultValue = Visibility.NEVER)
    private @Nullable Path summaryJson;

    /** @param environment the environment, which says where the platform is */
    public ImportCommand(EnvironmentLookup environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (window < 1 || window > MAX_WINDOW || limitTraces < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--window is 1 to " + MAX_WINDOW + ", --limit-traces at least 1");
        }
        Mapping loaded = Mappings.load(mapping, caseType, log);
        LogSource source = new LogSource(log, zone, limitTraces, sort);
        ImportRun run = new ImportRun(
                source, loaded, window, isTerminal(), spec.commandLine().getErr());
        if (dryRun) {
            report(run.check());
            return 0;
        }
        ImportRun.Result result = send(run);
        report(result.summary());
        UserError failure = result.failure();
        if (failure != null) {
            throw failure;
        }
        return 0;
    }

    private ImportRun.Result send(ImportRun run) throws IOException, InterruptedException {
        Settings settings = Settings.load(environment);
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        try (BulkEndpoint endpoint = new BulkEndpoint(
                http, settings.gateway(), new AccessTokens(http, settings, user, Clock.systemUTC()), STALL_LIMIT)) {
            return run.run(endpoint);
        } finally {
            http.shutdownNow();
        }
    }

    private void report(Summary summary) {
        PrintWriter out = spec.commandLine().getOut();
        summary.print(out);
        if (summaryJson != null) {
            summary.write(summaryJson);
        }
    }

    private static boolean isTerminal() {
        return System.console() != null && System.console().isTerminal();
    }
}
