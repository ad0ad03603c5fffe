package io.docket.notification.bench;

import io.docket.notification.swarm.Peer;
import io.docket.notification.swarm.PeerListener;
import io.docket.notification.swarm.Swarm;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Opens connections, waits until each is served, and counts what they get. In a process of its own, so that the CPU of the
 * server is told from that of its clients. Prints {@code ready} when all are served; whoever sends may begin. Then one line
 * of JSON.
 *
 * <pre>
 * --url=ws://127.0.0.1:8084/ws   the server; for Socket.IO ws://…/socket.io/?EIO=4&amp;transport=websocket
 * --dialect=docket|socket_io     how to talk to it
 * --connections=1000             how many
 * --messages=100                 how many messages each is to get; 0: none, stay connected for --hold
 * --hold=10                      seconds to stay connected idle before the memory is looked at
 * --within=120                   seconds to give up after
 * --token=…                      access token (docket)
 * --filter={}                    filter of the subscription (docket); %d is the number of the connection
 * --pid=…                        process of the server, for its CPU and memory
 * --at-once=200                  handshakes at once
 * --stuck=0                      further connections that subscribe and then read nothing (docket)
 * </pre>
 */
public final class LoadGenerator {
    private static final int HEAD_BYTES = 9;
    private static final int SMALL_BUFFER = 8 * 1024;

    private final Flags flags;
    private final Dialect dialect;
    private final int connections;
    private final long expected;
    private final long pid;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private final long[] firstReceipt;
    private final long[] lastReceipt;
    private Swarm swarm;
    private int opened;
    private int served;
    private long messages;
    private long bytes;
    private long firstNanos;
    private long lastNanos;
    private long cpuAtEnd;
    private volatile String failure = "";

    private LoadGenerator(Flags flags) {
        this.flags = flags;
        dialect = Dialect.valueOf(flags.text("dialect", "docket").toUpperCase(Locale.ROOT));
        connections = flags.number("connections", 1_000);
        int each = flags.number("messages", 100);
        expected = (long) connections * each;
        firstReceipt = new long[each];
        lastReceipt = new long[each];
        pid = flags.number("pid", 0);
    }

    public static void main(String[] arguments) throws Exception {
        new LoadGenerator(new Flags(arguments)).run();
        System.exit(0);
    }

    private void run() throws Exception {
        int within = flags.number("within", 120);
        long rssBefore = pid == 0 ? 0 : ProcessUsage.rssKib(pid);
        try (Swarm open = new Swarm()) {
            swarm = open;
            swarm.run(() -> {
                for (int index = 0; index < Math.min(connections, flags.number("at-once", 200)); index++) {
                    next();
                }
            });
            await(ready, within);
            swarm.runAndWait(this::stick);
            long cpuBefore = pid == 0 ? 0 : ProcessUsage.cpuMicros(pid);
            System.out.println("ready");
            if (expected == 0) {
                TimeUnit.SECONDS.sleep(flags.number("hold", 10));
                System.out.printf(
                        Locale.ROOT,
                        "{\"connections\":%d,\"rssBeforeKib\":%d,\"rssAfterKib\":%d,\"rssKibPerConnection\":%.2f}%n",
                        connections,
                        rssBefore,
                        ProcessUsage.rssKib(pid),
                        (ProcessUsage.rssKib(pid) - rssBefore) / (double) connections);
                // stays until its input ends, so that somebody may look closer
                while (System.in.read() >= 0) {}
                return;
            }
            await(done, within);
            double seconds = (lastNanos - firstNanos) / 1e9;
            long cpu = pid == 0 ? 0 : cpuAtEnd - cpuBefore;
            System.out.printf(
                    Locale.ROOT,
                    "{\"connections\":%d,\"messages\":%d,\"bytesPerMessage\":%d,\"seconds\":%.2f,\"perSecond\":%.0f,"
                            + "\"serverCpuSeconds\":%.2f,\"serverMicrosPerMessage\":%.2f,\"perServerCore\":%.0f,"
                            + "\"firstToLastReceiptMs\":{%s}}%n",
                    connections,
                    messages,
                    bytes / Math.max(1, messages),
                    seconds,
                    messages / seconds,
                    cpu / 1e6,
                    cpu / (double) messages,
                    cpu == 0 ? 0 : messages * 1e6 / cpu,
                    spread());
        }
    }

    /** How long after the first connection the last one had a message. */
    private String spread() {
        double[] millis = new double[firstReceipt.length];
        for (int message = 0; message < millis.length; message++) {
            millis[message] = (lastReceipt[message] - firstReceipt[message]) / 1e6;
        }
        Arrays.sort(millis);
        return String.format(
                Locale.ROOT,
                "\"p50\":%.1f,\"p99\":%.1f,\"max\":%.1f",
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1]);
    }

    private void stick() {
        for (int index = 0; index < flags.number("stuck", 0); index++) {
            swarm.connect(
                    URI.create(flags.text("url", "")),
                    dialect.headers(flags.text("token", "")),
                    new PeerListener() {
                        @Override
                        public void opened(Peer peer) {
                            peer.send(dialect.hello(flags.text("filter", "{}")));
                            peer.pause();
                        }

                        @Override
                        public void text(Peer peer, ByteBuffer text) {}

                        @Override
                        public void closed(Peer peer, int code, String reason) {}
                    },
                    SMALL_BUFFER);
        }
    }

    private void await(CountDownLatch latch, int seconds) throws InterruptedException {
        if (!latch.await(seconds, TimeUnit.SECONDS) || !failure.isEmpty()) {
            System.out.printf(
                    Locale.ROOT,
                    "{\"failed\":\"%s\",\"opened\":%d,\"served\":%d,\"messages\":%d}%n",
                    failure,
                    opened,
                    served,
                    messages);
            System.exit(1);
        }
    }

    private void next() {
        if (opened < connections) {
            opened++;
            swarm.connect(
                    URI.create(flags.text("url", "")), dialect.headers(flags.text("token", "")), new Connection());
        }
    }

    private final class Connection implements PeerListener {
        private int received;

        @Override
        public void text(Peer peer, ByteBuffer text) {
            byte[] head = new byte[Math.min(text.remaining(), HEAD_BYTES)];
            text.get(0, head);
            switch (dialect.meaning(head)) {
                case GREETING ->
                    peer.send(dialect.hello(flags.text("filter", "{}").replace("%d", Integer.toString(served))));
                case READY -> {
                    served++;
                    next();
                    if (served == connections) {
                        ready.countDown();
                    }
                }
                case MESSAGE -> message(text.remaining());
                case PING -> peer.send(dialect.pong());
                case FAILURE ->
                    fail(java.nio.charset.StandardCharsets.UTF_8.decode(text).toString());
                case OTHER -> {}
            }
        }

        private void message(int length) {
            long now = System.nanoTime();
            if (messages == 0) {
                firstNanos = now;
            }
            if (received < firstReceipt.length) {
                lastReceipt[received] = now;
                firstReceipt[received] = firstReceipt[received] == 0 ? now : firstReceipt[received];
            }
            received++;
            messages++;
            bytes += length;
            if (messages == expected) {
                lastNanos = now;
                cpuAtEnd = pid == 0 ? 0 : ProcessUsage.cpuMicros(pid);
                done.countDown();
            }
        }

        @Override
        public void closed(Peer peer, int code, String reason) {
            if (code == 1006 && reason.isEmpty() && messages == 0 && served < connections) {
                // a backlog that was full: try again
                opened--;
                swarm.later(Duration.ofMillis(50), LoadGenerator.this::next);
                return;
            }
            fail("closed " + code + " " + reason);
        }
    }

    private void fail(String why) {
        failure = why.replace('"', '\'');
        ready.countDown();
        done.countDown();
    }
}
