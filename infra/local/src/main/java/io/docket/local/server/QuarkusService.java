package io.docket.local.server;

import io.docket.local.address.Addresses;
import io.docket.local.address.Port;
import io.docket.local.home.MasterKey;
import io.docket.local.home.SignersAuthority;
import io.docket.local.home.SigningKeys;
import io.docket.local.probe.HttpProbe;
import io.docket.local.process.Jvm;
import io.docket.local.process.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One of our services, run from its build.
 *
 * @param name the service's folder in the repository
 * @param port where it listens
 * @param peers where it listens for other instances of itself
 * @param heapMegabytes its heap limit
 * @param hot whether it carries so much of the load that the optimising compiler pays from the first minute on
 * @param dependsOn what it cannot start without
 */
record QuarkusService(
        String name, Port port, @Nullable Port peers, int heapMegabytes, boolean hot, Set<String> dependsOn) {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    /** The service that writes the log, and signs its checkpoints. */
    private static final String WRITER = "command-service";

    /** The service that web pages open websockets to. */
    private static final String LIVE = "notification-service";

    /** The service that keeps interim data. */
    private static final String BRIDGE = "workflow-bridge";

    /** PEM file with the authorities whose signers the bridge takes forms from; the user's own goes first. */
    private static final String TRUST_ANCHORS = "DOCKET_INTERIM_TRUST_ANCHORS";

    /** A case can be proven as soon as a checkpoint seals it: on a cluster every ten minutes, here while somebody waits. */
    private static final String SEAL_EVERY = "15s";

    static final List<QuarkusService> ALL = List.of(
            new QuarkusService(WRITER, Port.COMMAND, Port.COMMAND_PEERS, 384, true, Set.of(Kafka.NAME, Keycloak.NAME)),
            new QuarkusService(
                    "projection-service",
                    Port.PROJECTION,
                    null,
                    448,
                    false,
                    Set.of(Kafka.NAME, Keycloak.NAME, Mongo.NAME, Redis.NAME)),
            new QuarkusService(LIVE, Port.NOTIFICATION, null, 192, false, Set.of(Kafka.NAME, Keycloak.NAME)),
            new QuarkusService(
                    BRIDGE, Port.BRIDGE, null, 224, false, Set.of(Kafka.NAME, Keycloak.NAME, Zeebe.NAME, Redis.NAME)),
            new QuarkusService("file-service", Port.FILES, null, 160, false, Set.of(Keycloak.NAME, S3.NAME)));

    Server in(Stack stack) {
        String url = "http://127.0.0.1:" + stack.port(port);
        return new Server(
                name,
                Server.Kind.SERVICE,
                dependsOn,
                peers == null ? List.of(port) : List.of(port, peers),
                url,
                null,
                () -> launch(stack),
                HttpProbe.of(url + "/q/health/ready"),
                START_LIMIT);
    }

    private Launch launch(Stack stack) throws IOException, InterruptedException, Preparation.NotBuilt {
        Path target = stack.home().root().resolve(name).resolve("target");
        Path jar = BuiltJar.find(target, name, "-runner.jar").orElseThrow(this::notBuilt);
        Map<String, String> environment = new TreeMap<>(stack.addresses().all());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", stack.portText(port));
        if (peers != null) {
            environment.put("DOCKET_GRPC_PORT", stack.portText(peers));
            environment.put("DOCKET_ADVERTISED", "127.0.0.1:" + stack.portText(peers));
        }
        environment.put("DOCKET_DATA_DIR", stack.home().data(name).toString());
        if (name.equals(WRITER) && !stack.addresses().isExternal(Addresses.SIGNING_PUBLIC_KEY)) {
            SigningKeys keys = SigningKeys.of(stack.home()).create();
            environment.put("DOCKET_SIGNING_KEY", keys.privateKey().toString());
            environment.put("DOCKET_SIGNING_EVERY", SEAL_EVERY);
        }
        if (name.equals(LIVE)) {
            environment.put(Stack.PAGE_ORIGINS, stack.pageOrigins());
        }
        if (name.equals(BRIDGE)) {
            SigningKeys keys = SigningKeys.ofBridge(stack.home()).create();
            environment.put("DOCKET_INTERIM_SIGNER", keys.privateKey().toString());
            environment.put("DOCKET_INTERIM_SIGNER_PUBLIC", keys.publicKey().toString());
            environment.put(
                    "DOCKET_INTERIM_MASTERS",
                    MasterKey.of(stack.home()).create().file().toString());
            if (System.getenv(TRUST_ANCHORS) == null) {
                SignersAuthority authority = SignersAuthority.of(stack.home()).create(stack.secrets());
                environment.put(TRUST_ANCHORS, authority.certificate().toString());
            }
        }
        Jvm jvm = hot ? Jvm.throughput(stack.home(), name, heapMegabytes) : stack.working(name, heapMegabytes);
        List<String> command = jvm.with("-Djava.util.logging.manager=org.jboss.logmanager.LogManager")
                .jar(jar);
        return new Launch(command, environment, stack.home().data(name));
    }

    private Preparation.NotBuilt notBuilt() {
        return new Preparation.NotBuilt("%s is not built: ./mvnw -pl %s install".formatted(name, name));
    }
}
