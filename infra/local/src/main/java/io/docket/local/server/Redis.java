package io.docket.local.server;

import io.docket.local.address.Port;
import io.docket.local.probe.RedisProbe;
import io.docket.local.process.Launch;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** Redis: the host's server if it has one, else the binary that the Maven artefact carries. */
final class Redis {
    static final String NAME = "redis";
    private static final String MAX_MEMORY = "256mb";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private Redis() {}

    static Server in(Stack stack) {
        return new Server(
                NAME,
                Server.Kind.INFRA,
                Set.of(),
                List.of(Port.REDIS),
                stack.addresses().get("DOCKET_REDIS_URI"),
                stack.external("DOCKET_REDIS_URI"),
                () -> launch(stack),
                stack.probe("DOCKET_REDIS_URI", new RedisProbe(stack.port(Port.REDIS))),
                START_LIMIT);
    }

    private static Launch launch(Stack stack) throws IOException {
        Path data = stack.home().data(NAME);
        Path program = onHost().orElseGet(() -> bundled(stack));
        List<String> command = List.of(
                program.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                stack.portText(Port.REDIS),
                "--dir",
                data.toString(),
                "--appendonly",
                "yes",
                "--save",
                "",
                "--maxmemory",
                MAX_MEMORY,
                "--maxmemory-policy",
                "noeviction",
                "--daemonize",
                "no");
        return new Launch(command, Map.of(), data);
    }

    private static Optional<Path> onHost() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Path bundled(Stack stack) {
        try {
            File folder = Files.createDirectories(stack.home().dist().resolve("redis"))
                    .toFile();
            return ExecutableProvider.newJarResourceProvider(folder).get().toPath();
        } catch (IOException e) {
            throw new UncheckedIOException("no redis-server on this machine, and none bundled for it", e);
        }
    }
}
