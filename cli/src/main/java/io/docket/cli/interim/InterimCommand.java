package io.docket.cli.interim;

import io.docket.cli.settings.Settings;
import io.docket.cli.settings.Settings.EnvironmentLookup;
import io.docket.cli.token.AccessTokens;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code docket interim backup <file>} and {@code docket interim restore <file>}. */
@Command(
        name = "interim",
        description = "Back up and restore the interim data of processes, sealed as it is kept.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class InterimCommand {
    private final EnvironmentLookup environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** @param environment the environment, which says where the platform is */
    public InterimCommand(EnvironmentLookup environment) {
        this.environment = environment;
    }

    @Command(description = "Write all interim data of the user's tenant into a file.", mixinStandardHelpOptions = true)
    int backup(
            @Parameters(paramLabel = "<file>") Path file,
            @Option(names = "--user", paramLabel = "<user>", defaultValue = "demo") String user)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            say("wrote " + client(http, user).backUp(file) + " bytes to " + file);
        }
        return 0;
    }

    @Command(
            description = "Bring back what is missing, of process instances that run.",
            mixinStandardHelpOptions = true)
    int restore(
            @Parameters(paramLabel = "<file>") Path file,
            @Option(names = "--user", paramLabel = "<user>", defaultValue = "demo") String user)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            InterimClient.RestoreReport report = client(http, user).restore(file);
            say("restored " + report.restored() + ", there already " + report.present() + ", refused "
                    + report.refused());
            return report.refused() == 0 ? 0 : 1;
        }
    }

    private InterimClient client(HttpClient http, String user) {
        Settings settings = Settings.load(environment);
        return new InterimClient(http, settings.gateway(), new AccessTokens(http, settings, user, Clock.systemUTC()));
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
