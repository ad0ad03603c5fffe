package io.docket.command.faults.service;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.contracts.topic.Topics;
import io.docket.eventstore.faults.Victim;
import io.docket.eventstore.faults.process.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** One instance of the service with its data folder and its ports; each start is a new process. */
public final class ServiceInstance implements Victim {
    private static final int HEAP_MEGABYTES = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** Below those that the system gives to whoever connects: a port stays free while its instance is down. */
    private static final int LOWEST_PORT = 30_000;

    private static final int HIGHEST_PORT = 32_700;

    /** Few enough that entities are often loaded from the index, with a snapshot and without. */
    private static final Map<String, String> MUCH_LOADING =
            Map.of("DOCKET_COMMAND_CACHED_ENTITIES", "50", "DOCKET_COMMAND_SNAPSHOT_EVERY", "10");

    private final PackagedService service = PackagedService.find();
    private final HttpClient http = HttpClient.newHttpClient();
    private final int number;
    private final Path folder;
    private final int port = freePort();
    private final int peerPort = freePort();
    private final Map<String, String> environment = new HashMap<>(MUCH_LOADING);
    private volatile @Nullable ChildJvm process;

    /**
     * @param bootstrapServers addresses of the brokers
     * @param standby how many partitions it keeps warm, as the service's setting has it
     * @param folder for its data and its log
     */
    public ServiceInstance(int number, String bootstrapServers, String standby, Path folder) {
        this.number = number;
        this.folder = folder;
        environment.put("DOCKET_KAFKA", bootstrapServers);
        environment.put("DOCKET_STANDBY", standby);
        environment.put("DOCKET_DATA_DIR", folder.resolve(toString()).toString());
        environment.put("DOCKET_GRPC_PORT", Integer.toString(peerPort));
        environment.put("DOCKET_ADVERTISED", address());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_LOG_CONSOLE_STDERR", "true");
        environment.put("JDK_JAVA_OPTIONS", service.options());
    }

    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
            try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException e) {
                // somebody has it
            }
        }
    }

    /** Where other instances reach it. */
    public String address() {
        return "127.0.0.1:" + peerPort;
    }

    /** Where clients reach it. */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void start() {
        process = ChildJvm.start(
                toString(),
                service.classPath(),
                HEAP_MEGABYTES,
                folder.resolve(this + ".log"),
                line -> {},
                List.of(service.main()),
                environment);
    }

    @Override
    public void stop() {
        running().stop();
    }

    @Override
    public void goOn() {
        running().goOn();
    }

    @Override
    public void kill() {
        running().kill();
    }

    @Override
    public void leave() {
        running().end();
    }

    @Override
    public boolean alive() {
        ChildJvm current = process;
        return current != null && current.alive();
    }

    @Override
    public Set<Integer> served() {
        HttpRequest request =
                HttpRequest.newBuilder(uri("/q/health/ready")).timeout(PATIENCE).build();
        try {
            return served(Json.tree(
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray()).body()));
        } catch (IOException | UncheckedIOException e) {
            return Set.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        }
    }

    private static Set<Integer> served(JsonNode ready) {
        Set<Integer> served = new HashSet<>();
        for (JsonNode check : ready.path("checks")) {
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                if (check.at("/data/partition-" + partition).asText().equals("serving")) {
                    served.add(partition);
                }
            }
        }
        return served;
    }

    private ChildJvm running() {
        ChildJvm current = process;
        if (current == null) {
            throw new IllegalStateException(this + " was not started");
        }
        return current;
    }

    @Override
    public String toString() {
        return "service-" + number;
    }
}
