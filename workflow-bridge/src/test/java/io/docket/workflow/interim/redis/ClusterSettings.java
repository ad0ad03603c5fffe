package io.docket.workflow.interim.redis;

import io.docket.workflow.signature.CanonicalJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The settings of the cluster's Redis, with what k8s/README.md has put into them. */
final class ClusterSettings {
    /** Of the user {@code docket}. */
    static final String PASSWORD = "secret";

    /** Of the user {@code sentinel}. */
    static final String SENTINEL = "sentinels0secret";

    private static final Path FILES = Path.of("../k8s/redis");
    private static final String USERS = "/etc/redis/users.acl";
    private static final String REPLICA = "replicas0secret";

    private static final Map<String, String> WORDS = Map.of(
            "REDIS_PASSWORD_SHA256", CanonicalJson.sha256(PASSWORD),
            "REDIS_REPLICA_SHA256", CanonicalJson.sha256(REPLICA),
            "REDIS_SENTINEL_SHA256", CanonicalJson.sha256(SENTINEL),
            "REDIS_REPLICA_PASSWORD", REPLICA,
            "REDIS_SENTINEL_PASSWORD", SENTINEL);

    private ClusterSettings() {}

    /** Of a server, whose users are in a file in the folder. */
    static List<String> server(Path folder) throws IOException {
        Path users = Files.write(folder.resolve("users.acl"), users());
        List<String> lines = new ArrayList<>();
        for (String line : lines("redis.conf")) {
            lines.add(line.replace(USERS, users.toString()));
        }
        return lines;
    }

    /** The users of a server; as lines of its configuration they mean the same. */
    static List<String> users() throws IOException {
        return lines("users.acl");
    }

    /** Of a sentinel that begins with the master on the port. */
    static List<String> sentinel(int master) throws IOException {
        return lines("sentinel.conf").stream()
                .map(line -> line.replace("REDIS_MASTER 6379", "127.0.0.1 " + master))
                .toList();
    }

    private static List<String> lines(String file) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(FILES.resolve(file))) {
            String filled = line;
            for (Map.Entry<String, String> word : WORDS.entrySet()) {
                filled = filled.replace(word.getKey(), word.getValue());
            }
            lines.add(filled);
        }
        return lines;
    }
}
