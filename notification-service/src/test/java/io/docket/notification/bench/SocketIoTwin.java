package io.docket.notification.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Measures Socket.IO on Node with the clients of {@link LiveBench}: the twin of its fan-out.
 *
 * <pre>
 * --server=…            folder of server.mjs, its packages installed
 * --connections=1000
 * --messages=300        each goes to every connection
 * --frame-bytes=750     size of a frame
 * --rate=40             messages a second
 * </pre>
 */
public final class SocketIoTwin {
    private static final int WARM_UP_MESSAGES = 200;

    private final Flags flags;

    private SocketIoTwin(Flags flags) {
        this.flags = flags;
    }

    public static void main(String[] arguments) throws Exception {
        new SocketIoTwin(new Flags(arguments)).run();
        System.exit(0);
    }

    private void run() throws Exception {
        Process server = new ProcessBuilder("node", "server.mjs")
                .directory(Path.of(flags.text("server", "src/bench/socket.io")).toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = server.inputReader()) {
            String url = "ws://127.0.0.1:" + said.readLine() + "/socket.io/?EIO=4&transport=websocket";
            System.out.println("warm-up: " + fanOut(server, url, WARM_UP_MESSAGES));
            System.out.println(fanOut(server, url, flags.number("messages", 300)));
        } finally {
            server.destroy();
            server.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private String fanOut(Process server, String url, int messages) throws IOException, InterruptedException {
        Process clients = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadGenerator.class.getName(),
                        "--dialect=socket_io",
                        "--url=" + url,
                        "--connections=" + flags.number("connections", 1_000),
                        "--messages=" + messages,
                        "--pid=" + server.pid()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = clients.inputReader()) {
            String ready = said.readLine();
            if (!"ready".equals(ready)) {
                throw new IllegalStateException("the clients said " + ready);
            }
            tell(server, messages);
            return said.readLine();
        } finally {
            clients.destroyForcibly().waitFor();
        }
    }

    private void tell(Process server, int messages) throws IOException {
        var input = server.outputWriter();
        input.write(messages + " " + flags.number("frame-bytes", 750) + " " + flags.number("rate", 40) + "\n");
        input.flush();
    }
}
