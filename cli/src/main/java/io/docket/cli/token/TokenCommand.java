package io.docket.cli.token;

import io.docket.cli.settings.Settings;
import io.docket.cli.settings.Settings.EnvironmentLookup;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code docket token <user>}: prints an access token and nothing else, for use with curl. */
@Command(name = "token", description = "Print an access token of a user.", mixinStandardHelpOptions = true)
public final class TokenCommand implements Callable<Integer> {
    private final EnvironmentLookup environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "<user>", description = "Name of the user, for example demo.")
    private String user = "";

    /** @param environment the environment, which says where the platform is */
    public TokenCommand(EnvironmentLookup environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String token = new AccessTokens(http, Settings.load(environment), user, Clock.systemUTC()).current();
            PrintWriter out = spec.commandLine().getOut();
            out.println(token);
            out.flush();
            return 0;
        }
    }
}
