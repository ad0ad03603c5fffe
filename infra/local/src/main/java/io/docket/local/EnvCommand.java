package io.docket.local;

import io.docket.local.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code env}: the addresses of the stack as lines that a shell can source. */
@Command(name = "env", description = "print the addresses of everything as KEY=VALUE")
final class EnvCommand implements Callable<Integer> {
    @Mixin
    HomeOptions options = new HomeOptions();

    @Override
    public Integer call() throws IOException {
        Home home = options.home();
        if (!Files.exists(home.envFile())) {
            throw new UserError("there is no %s yet: ./docket up writes it".formatted(home.shown(home.envFile())));
        }
        System.out.print(Files.readString(home.envFile()));
        return 0;
    }
}
