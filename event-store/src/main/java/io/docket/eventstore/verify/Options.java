package io.docket.eventstore.verify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The command line of {@link Main}: {@code --name VALUE} or {@code --name=VALUE}. */
final class Options {
    static final String USAGE = """
            usage: verify [options]

            Verifies the hash chain and the signed checkpoints of the event log. Exit code 0: intact, 1: a fault, 2: not verified.

              --kafka HOST:PORT,…   the brokers (DOCKET_KAFKA)
              --client-config FILE  further settings of the Kafka client (properties), such as security
              --topic NAME          the topic that the log was written in (docket.events)
              --from-topic NAME     the topic to read: a copy of it (the same)
              --checkpoints NAME    the topic of the checkpoints (docket.checkpoints)
              --cluster ID          the cluster that the log was written in (the one it is read from)
              --keys PATH           public keys: a PEM file, or a folder of *.pub.pem; may be repeated (DOCKET_SIGNING_PUBLIC_KEY)
              --head PARTITION:NUMBER:HASH
                                    what a former report said of a partition: its number of events and its head; may be repeated
              --file FILE           verify an export instead
              --export FILE         write an export instead of verifying
            """;

    private static final Set<String> NAMES = Set.of(
            "kafka",
            "client-config",
            "topic",
            "from-topic",
            "checkpoints",
            "cluster",
            "keys",
            "head",
            "file",
            "export");

    private final Map<String, String> values = new HashMap<>();
    private final List<Path> keys = new ArrayList<>();
    private final List<KnownHead> heads = new ArrayList<>();

    private Options() {}

    /**
     * Reads the arguments; what is missing may come from the environment.
     *
     * @throws IllegalArgumentException if there is an unknown one, or a head that is none
     */
    static Options of(List<String> arguments, Map<String, String> environment) {
        Options options = new Options();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!name.startsWith("--") || !NAMES.contains(name.substring(2))) {
                throw new IllegalArgumentException("unknown option " + argument);
            }
            if (equals < 0 && ++i == arguments.size()) {
                throw new IllegalArgumentException("option " + name + " needs a value");
            }
            options.put(name.substring(2), equals < 0 ? arguments.get(i) : argument.substring(equals + 1));
        }
        options.otherwise("kafka", environment.get("DOCKET_KAFKA"));
        String publicKey = environment.getOrDefault("DOCKET_SIGNING_PUBLIC_KEY", "");
        if (options.keys.isEmpty() && !publicKey.isBlank()) {
            options.keys.add(Path.of(publicKey));
        }
        return options;
    }

    private void put(String name, String value) {
        switch (name) {
            case "keys" -> keys.add(Path.of(value));
            case "head" -> heads.add(KnownHead.parse(value));
            default -> values.put(name, value);
        }
    }

    private void otherwise(String name, @Nullable String value) {
        if (value != null) {
            values.putIfAbsent(name, value);
        }
    }

    @Nullable
    String get(String name) {
        return values.get(name);
    }

    String get(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    List<Path> keys() {
        return keys;
    }

    List<KnownHead> heads() {
        return heads;
    }
}
