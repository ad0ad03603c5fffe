package io.docket.eventstore.faults.instance;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.KafkaEventStore;
import io.docket.eventstore.PartitionListener;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.PartitionStatus.State;
import io.docket.eventstore.StoreUnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * An event store in a JVM of its own. Prints {@code TENURE partition nextOffset nanoTime} before it serves a partition,
 * {@code PORT number} when it can be asked, and {@code OVERDUE call} if an append got no answer within the limit; a connection carries lines: {@code SERVED}, {@code HEAD stream} or
 * {@code APPEND call}.
 */
public final class InstanceMain {
    private static final int OPEN_ATTEMPTS = 10;
    private static final int BACKLOG = 200;

    private final EventStore store;
    private final Appends appends;

    private InstanceMain(EventStore store, String name) {
        this.store = store;
        this.appends = new Appends(store, name);
    }

    /** Arguments: name, bootstrap servers, data folder. */
    public static void main(String[] args) throws IOException {
        EventStore store = open(FaultsLog.config(args[1], Path.of(args[2])));
        Runtime.getRuntime().addShutdownHook(new Thread(store::close));
        InstanceMain instance = new InstanceMain(store, args[0]);
        try (ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
            say("PORT " + server.getLocalPort());
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> instance.serve(client));
            }
        }
    }

    private static EventStore open(EventStoreConfig config) {
        for (int attempt = 1; ; attempt++) {
            try {
                KafkaEventStore store = KafkaEventStore.open(config);
                store.addListener(new Tenures(store));
                return store;
            } catch (StoreUnavailableException e) {
                if (attempt == OPEN_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private void serve(Socket client) {
        try (client;
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                PrintWriter out = new PrintWriter(client.getOutputStream(), false, StandardCharsets.UTF_8)) {
            client.setTcpNoDelay(true);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(answer(line));
                out.flush();
            }
        } catch (IOException e) {
            // the client has given up
        }
    }

    private String answer(String line) {
        String[] question = line.split(" ", 2);
        return switch (question[0]) {
            case "SERVED" -> served();
            case "HEAD" -> Long.toString(store.head(question[1]));
            case "APPEND" -> appends.append(Call.parse(question[1])).line();
            default -> throw new IllegalArgumentException(line);
        };
    }

    private String served() {
        return store.partitions().stream()
                .filter(partition -> partition.state() == State.SERVING)
                .map(PartitionStatus::partition)
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    private record Tenures(EventStore store) implements PartitionListener {
        @Override
        public void acquired(int partition) {
            long nextOffset = store.partitions().get(partition).nextOffset();
            say("TENURE " + partition + " " + nextOffset + " " + System.nanoTime());
        }

        @Override
        public void released(int partition) {
            // nothing is written from here on, which the check finds out by itself
        }
    }
}
