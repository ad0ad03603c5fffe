package io.docket.projection.kills;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A topic, a database and a Redis prefix that nobody else uses, and processes of the service in them. */
final class Surroundings implements AutoCloseable {
    static final String KAFKA = System.getenv().getOrDefault("DOCKET_KAFKA", "127.0.0.1:19092");

    private final String name = "docket_kills_" + UUID.randomUUID().toString().substring(0, 8);
    private final Path folder;
    private final List<ServiceProcess> started = new ArrayList<>();

    /**
     * New surroundings.
     *
     * @param folder where the processes leave their log
     */
    Surroundings(Path folder) {
        this.folder = folder;
    }

    String topic() {
        return name;
    }

    StoredViews stored() {
        return StoredViews.beside(name, prefix());
    }

    /**
     * Starts a process.
     *
     * @param more settings beside those that say where everything is
     */
    ServiceProcess start(Map<String, String> more) throws IOException {
        int port = freePort();
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("DOCKET_KAFKA", KAFKA);
        environment.put("DOCKET_MONGO_DATABASE", name);
        environment.put("DOCKET_PROJECTION_REDIS_PREFIX", prefix());
        environment.put("MP_MESSAGING_INCOMING_EVENTS_TOPIC", name);
        // One after the other they share a folder; two at a time cannot.
        long beside = started.stream().filter(ServiceProcess::isAlive).count();
        environment.put("DOCKET_DATA_DIR", folder.resolve("data-" + beside).toString());
        // A group of its own: nobody waits until the group has noticed that a former member is dead.
        environment.put("MP_MESSAGING_INCOMING_EVENTS_GROUP_ID", name + '-' + started.size());
        environment.putAll(more);
        ServiceProcess process = ServiceProcess.start(folder, "http://127.0.0.1:" + port, environment);
        started.add(process);
        return process;
    }

    /** Kills what still runs. */
    @Override
    public void close() {
        started.stream().filter(ServiceProcess::isAlive).forEach(ServiceProcess::kill);
    }

    private String prefix() {
        return "docket:{" + name + "}";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
