package io.docket.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.cli.bulk.Backoff;
import io.docket.cli.settings.Settings;
import io.docket.cli.settings.Settings.EnvironmentLookup;
import io.docket.cli.token.AccessTokens;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code docket watch [filter]}: prints live events, one a line, without a gap over lost connections. */
@Command(
        name = "watch",
        description = "Show live events, one a line.",
        mixinStandardHelpOptions = true,
        showDefaultValues = true)
public final class WatchCommand implements Callable<Integer> {
    private final EnvironmentLookup environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..*",
            paramLabel = "<filter>",
            description = "JSON, or pairs such as type=docket.task.* caseType=loan-application.",
            showDefaultValue = Visibility.NEVER)
    private List<String> filter = List.of();

    @Option(names = "--from", paramLabel = "<cursor>", description = "Where to begin: now, earliest, or a cursor.")
    private String from = "now";

    @Option(names = "--json", description = "Print each event as CloudEvents JSON.")
    private boolean json;

    @Option(
            names = "--count",
            paramLabel = "<n>",
            description = "Stop after n events.",
            showDefaultValue = Visibility.NEVER)
    private long count = Long.MAX_VALUE;

    @Option(names = "--user", paramLabel = "<user>", description = "The user who watches.")
    private String user = "demo";

    /** @param environment the environment, which says where the platform is */
    public WatchCommand(EnvironmentLookup environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter messages = spec.commandLine().getErr();
        Consumer<String> onNote = note -> {
            messages.println(note);
            messages.flush();
        };
        AtomicLong left = new AtomicLong(count);
        Predicate<JsonNode> onEvent = event -> {
            if (left.decrementAndGet() >= 0) {
                out.println(json ? event.toString() : EventLine.of(event));
                out.flush();
            }
            return left.get() > 0;
        };
        Settings settings = Settings.load(environment);
        HttpClient http = HttpClient.newHttpClient();
        try {
            AccessTokens tokens = new AccessTokens(http, settings, user, Clock.systemUTC());
            new LiveStream(http, settings.gateway(), tokens, Backoff.DEFAULT)
                    .run(new Subscription(Filter.parse(filter), from, onEvent, onNote));
        } finally {
            http.shutdownNow();
        }
        return 0;
    }
}
