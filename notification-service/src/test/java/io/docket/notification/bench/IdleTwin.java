package io.docket.notification.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * Measures connections of {@link PlainSocketServer} that nothing is sent to, with the clients and the JVM of {@link LiveBench}:
 * the twin of its idle connections.
 *
 * <pre>
 * --connections=1000
 * --hold=10             seconds that they stay
 * --java=…              options of the server's JVM, separated by spaces
 * --clients-java=…      and of the clients'
 * </pre>
 */
public final class IdleTwin {
    private final Flags flags;

    private IdleTwin(Flags flags) {
        this.flags = flags;
    }

    public static void main(String[] arguments) throws Exception {
        new IdleTwin(new Flags(arguments)).run();
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        Process server =
                JavaProcess.start(flags.text("java", LiveBench.SERVICE_JVM), PlainSocketServer.class, List.of());
        try (BufferedReader said = server.inputReader()) {
            String url = "ws://127.0.0.1:" + said.readLine() + "/ws";
            JavaProcess.collect(server.pid());
            measure(server, url);
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private void measure(Process server, String url) throws IOException, InterruptedException {
        Process clients = JavaProcess.start(
                flags.text("clients-java", LiveBench.CLIENTS_JVM),
                LoadGenerator.class,
                List.of(
                        "--url=" + url,
                        "--connections=" + flags.number("connections", 1_000),
                        "--messages=0",
                        "--hold=" + flags.number("hold", 10),
                        "--pid=" + server.pid()));
        try (BufferedReader said = clients.inputReader()) {
            LiveBench.expect(said.readLine(), "ready");
            System.out.println("twin: " + said.readLine());
            JavaProcess.collect(server.pid());
            System.out.printf(
                    Locale.ROOT, "twin: after a collection: %d KiB resident%n", ProcessUsage.rssKib(server.pid()));
        } finally {
            clients.destroyForcibly().waitFor();
        }
    }
}
