package io.docket.notification.bench;

import static io.docket.notification.Events.envelope;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.CaseEvent;
import io.docket.notification.support.Env;
import io.docket.notification.support.ServiceProcess;
import io.docket.notification.support.TestTopic;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures this service, packaged, on a topic of its own on the running platform, with clients in another process.
 *
 * <pre>
 * --mode=fan-out|idle   delivered messages, or memory of connections that nothing is sent to
 * --connections=1000
 * --messages=300        events; each goes to every connection
 * --bytes=300           size of an event's data; the envelope comes on top
 * --rate=40             events a second; 0: as fast as they can be written
 * --stuck=0             further clients that read nothing
 * --java=…              options of the service's JVM, separated by spaces
 * --clients-java=…      and of the clients'
 * </pre>
 */
public final class LiveBench {
    private static final String ROOT = "bench";

    /** A small young generation, as nearly all memory of idle connections is old. */
    static final String SERVICE_JVM =
            "-XX:+ExitOnOutOfMemoryError -Xmx512m -Xmn64m -XX:+UseSerialGC -XX:+UseCompactObjectHeaders";

    static final String CLIENTS_JVM = "-Xmx512m -XX:+UseSerialGC";

    private final Flags flags;

    private LiveBench(Flags flags) {
        this.flags = flags;
    }

    public static void main(String[] arguments) throws Exception {
        new LiveBench(new Flags(arguments)).run();
        System.exit(0);
    }

    private void run() throws Exception {
        boolean idle = flags.text("mode", "fan-out").equals("idle");
        int messages = idle ? 0 : flags.number("messages", 300);
        List<String> options = List.of(flags.text("java", SERVICE_JVM).split(" "));
        try (TestTopic topic = new TestTopic();
                ServiceProcess service = new ServiceProcess(topic.name(), Map.of(), options)) {
            if (idle) {
                JavaProcess.collect(service.pid());
            } else {
                warmUp(topic, service);
            }
            Process clients = clients(service, messages);
            try (BufferedReader said = clients.inputReader()) {
                expect(said.readLine(), "ready");
                if (!idle) {
                    write(topic, messages, flags.number("rate", 40));
                }
                System.out.println(said.readLine());
                if (idle) {
                    JavaProcess.collect(service.pid());
                    System.out.printf(
                            Locale.ROOT, "after a collection: %d KiB resident%n", ProcessUsage.rssKib(service.pid()));
                }
            } finally {
                clients.destroyForcibly().waitFor();
            }
        }
    }

    /** Some rounds with fewer clients, so that the code is compiled. */
    private void warmUp(TestTopic topic, ServiceProcess service) throws Exception {
        int events = flags.number("warm-up", 200);
        Process clients = clients(service, events);
        try (BufferedReader said = clients.inputReader()) {
            expect(said.readLine(), "ready");
            write(topic, events, flags.number("rate", 40));
            System.out.println("warm-up: " + said.readLine());
        } finally {
            clients.destroyForcibly().waitFor();
        }
    }

    private Process clients(ServiceProcess service, int messages) throws IOException, InterruptedException {
        return JavaProcess.start(
                flags.text("clients-java", CLIENTS_JVM),
                LoadGenerator.class,
                List.of(
                        "--url=" + service.socket(),
                        "--token=" + Env.token("demo"),
                        "--connections=" + flags.number("connections", 1_000),
                        "--messages=" + messages,
                        "--stuck=" + flags.number("stuck", 0),
                        "--filter=" + (messages == 0 ? "{\"root\":\"r%d\"}" : "{\"root\":\"" + ROOT + "\"}"),
                        "--pid=" + service.pid()));
    }

    private void write(TestTopic topic, int messages, int rate) {
        String padding = "x".repeat(Math.max(0, flags.number("bytes", 300) - 20));
        int batch = rate == 0 ? 10 : 1;
        long began = System.nanoTime();
        for (int written = 0; written < messages; written += batch) {
            List<EventEnvelope> events = new ArrayList<>();
            for (int index = 0; index < batch; index++) {
                events.add(envelope("acme", "case/" + ROOT, new CaseEvent.Moved("a", padding)));
            }
            topic.commit(events);
            if (rate > 0) {
                LockSupport.parkNanos(began + (written + 1) * 1_000_000_000L / rate - System.nanoTime());
            }
        }
    }

    static void expect(String said, String expected) {
        if (!expected.equals(said)) {
            throw new IllegalStateException("the clients said " + said);
        }
    }
}
