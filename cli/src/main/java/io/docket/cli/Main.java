package io.docket.cli;

import io.docket.cli.failure.UserError;
import io.docket.cli.importlog.ImportCommand;
import io.docket.cli.interim.InterimCommand;
import io.docket.cli.settings.Settings.EnvironmentLookup;
import io.docket.cli.token.TokenCommand;
import io.docket.cli.verify.VerifyCommand;
import io.docket.cli.watch.WatchCommand;
import io.docket.cli.wks.ImportWksCommand;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The entry point: {@code token}, {@code watch}, {@code import}, {@code import-wks}, {@code verify}, {@code interim}. Exit
 * codes: 0 done, 1 failed, 2 wrong usage.
 */
@Command(
        name = "docket",
        description = "Work with Docket through its public APIs.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class Main {
    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine(System::getenv).execute(arguments));
    }

    static CommandLine commandLine(EnvironmentLookup environment) {
        return new CommandLine(new Main())
                .addSubcommand(new TokenCommand(environment))
                .addSubcommand(new WatchCommand(environment))
                .addSubcommand(new ImportCommand(environment))
                .addSubcommand(new ImportWksCommand(environment))
                .addSubcommand(new VerifyCommand(environment))
                .addSubcommand(new InterimCommand(environment))
                .setExecutionExceptionHandler(Main::explain);
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        String what = switch (failure) {
            case UserError error -> String.valueOf(error.getMessage());
            case InterruptedException interrupted -> "interrupted";
            case IOException io -> io.getClass().getSimpleName() + ": " + io.getMessage();
            default -> throw new IllegalStateException(failure);
        };
        command.getErr().println("docket " + command.getCommandName() + ": " + what);
        command.getErr().flush();
        return FAILED;
    }
}
