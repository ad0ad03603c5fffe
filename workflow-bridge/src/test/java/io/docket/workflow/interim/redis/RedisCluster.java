package io.docket.workflow.interim.redis;

import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.RedisRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A master, two replicas and three sentinels with the settings of the cluster, which end with their test. */
final class RedisCluster implements AutoCloseable {
    /** Logs in as the platform does. */
    static final String LOGIN = "AUTH docket " + ClusterSettings.PASSWORD;

    private static final String SENTINEL_LOGIN = "AUTH sentinel " + ClusterSettings.SENTINEL;

    private final Path folder;
    private final RedisProcesses processes;
    private final List<String> other;
    private final List<Integer> sentinels = new ArrayList<>();
    private final List<Integer> replicas = new ArrayList<>();
    private final int master;

    /**
     * Starts all of them.
     *
     * @param downAfter milliseconds after which the master is given up, instead of those of the cluster
     * @param other lines of the servers' configuration that are other than in the cluster
     */
    RedisCluster(Path folder, int downAfter, String... other) throws IOException {
        this.folder = folder;
        this.processes = new RedisProcesses(folder);
        this.other = List.of(other);
        this.master = RedisProcesses.freePort();
        processes.start(master, false, settings());
        replicas.add(replica());
        replicas.add(replica());
        for (int i = 0; i < 3; i++) {
            sentinels.add(sentinel(downAfter));
        }
    }

    private List<String> settings() throws IOException {
        List<String> lines = new ArrayList<>(ClusterSettings.server(folder));
        lines.addAll(other);
        return lines;
    }

    private int replica() throws IOException {
        int port = RedisProcesses.freePort();
        List<String> lines = settings();
        lines.add("replicaof 127.0.0.1 " + master);
        processes.start(port, false, lines);
        return port;
    }

    private int sentinel(int downAfter) throws IOException {
        int port = RedisProcesses.freePort();
        processes.start(
                port,
                true,
                ClusterSettings.sentinel(master).stream()
                        .map(line -> line.replace("milliseconds docket 60000", "milliseconds docket " + downAfter))
                        .toList());
        return port;
    }

    /** How to get to the master. */
    RedisOptions options() {
        RedisOptions options = new RedisOptions()
                .setType(RedisClientType.SENTINEL)
                .setMasterName("docket")
                .setRole(RedisRole.MASTER);
        sentinels.forEach(sentinel ->
                options.addConnectionString("redis://docket:" + ClusterSettings.PASSWORD + "@127.0.0.1:" + sentinel));
        return options;
    }

    /** Port of the first master. */
    int master() {
        return master;
    }

    List<Integer> replicas() {
        return replicas;
    }

    List<Integer> sentinels() {
        return sentinels;
    }

    /** The replicas get nothing from the master any more; the sentinels mend that after 8 s, or in a failover. */
    void holdReplicationBack() throws IOException {
        String nowhere = "SLAVEOF 127.0.0.1 " + RedisProcesses.freePort();
        for (int replica : replicas) {
            RedisProcesses.ask(replica, SENTINEL_LOGIN, nowhere);
        }
    }

    /** Ends a server at once, as a power cut would. */
    void kill(int port) {
        processes.kill(port);
    }

    @Override
    public void close() {
        processes.close();
    }
}
