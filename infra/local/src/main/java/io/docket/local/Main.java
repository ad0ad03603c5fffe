package io.docket.local;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands that run the platform on one machine. */
@Command(
        name = "docket",
        description = "Runs the whole platform on this machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StopCommand.class,
            StartCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            EnvCommand.class
        })
public final class Main {
    private static final int FAILED = 1;

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        CommandLine commands = new CommandLine(new Main());
        commands.setExecutionExceptionHandler((problem, command, parsed) -> {
            if (!(problem instanceof UserError)) {
                throw problem;
            }
            System.err.println("docket: " + problem.getMessage());
            return FAILED;
        });
        System.exit(commands.execute(args));
    }
}
