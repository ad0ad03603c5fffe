package io.docket.cli.wks;

import io.docket.cli.bulk.Backoff;
import io.docket.cli.bulk.BulkEndpoint;
import io.docket.cli.bulk.BulkSender;
import io.docket.cli.settings.Settings;
import io.docket.cli.settings.Settings.EnvironmentLookup;
import io.docket.cli.token.AccessTokens;
import io.docket.cli.wks.bpmn.Converted;
import io.docket.cli.wks.report.Note;
import io.docket.cli.wks.report.Report;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code docket import-wks <folder>}: brings the configuration of a WKS platform over. */
@Command(
        name = "import-wks",
        description = {
            "Bring the configuration of a WKS platform over: case definitions, forms and queues (a dump of the collections"
                    + " as JSON), and its processes and decisions for Camunda 7 (.bpmn, .dmn), converted for Zeebe.",
            "What was changed, left out, and what remains to be done is told line by line. Run again, it changes nothing."
        },
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class ImportWksCommand implements Callable<Integer> {
    private static final Duration STALL_LIMIT = Duration.ofSeconds(60);

    private final EnvironmentLookup environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "<folder>", description = "The folder with the dump and the processes.")
    private Path folder = Path.of("");

    @Option(names = "--user", paramLabel = "<user>", description = "The user who imports.")
    private String user = "demo";

    @Option(names = "--dry-run", description = "Convert and report; send nothing.")
    private boolean dryRun;

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            description = "Write the converted processes and decisions there, too.",
            showDefaultValue = Visibility.NEVER)
    private @Nullable Path out;

    /** @param environment the environment, which says where the platform is */
    public ImportWksCommand(EnvironmentLookup environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        WksPlan plan = WksPlan.of(WksFolder.read(folder));
        PrintWriter messages = spec.commandLine().getOut();
        plan.report().notes().forEach(messages::println);
        if (out != null) {
            write(plan, out);
        }
        String sent = dryRun ? "nothing sent" : send(plan);
        messages.println(summary(plan, sent));
        messages.flush();
        return 0;
    }

    private static void write(WksPlan plan, Path target) throws IOException {
        Files.createDirectories(target);
        for (Converted file : plan.files()) {
            Files.writeString(target.resolve(file.name()), file.xml());
        }
    }

    private String send(WksPlan plan) throws IOException, InterruptedException {
        Settings settings = Settings.load(environment);
        AtomicInteger already = new AtomicInteger();
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        try (BulkEndpoint endpoint = new BulkEndpoint(
                http, settings.gateway(), new AccessTokens(http, settings, user, Clock.systemUTC()), STALL_LIMIT)) {
            new BulkSender(
                            endpoint,
                            Backoff.DEFAULT,
                            (command, outcome) -> already.addAndGet(outcome.replayed() ? 1 : 0),
                            (count, why) -> {})
                    .send(plan.commands());
        } finally {
            http.shutdownNow();
        }
        return already.get() + " of them already there";
    }

    private static String summary(WksPlan plan, String sent) {
        Report report = plan.report();
        return plan.commands().size() + " commands, " + sent + "; "
                + report.count(Note.Kind.CHANGED) + " changes, "
                + report.count(Note.Kind.DROPPED) + " things left out, "
                + report.count(Note.Kind.OPEN) + " open";
    }
}
