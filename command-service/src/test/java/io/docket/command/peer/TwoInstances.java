package io.docket.command.peer;

import io.docket.command.definition.DefinitionKind;
import io.docket.command.definition.OwnDefinitions;
import io.docket.command.route.OwnReceipts;
import io.docket.command.route.Receipt;
import io.docket.command.route.RoutedCommands;
import io.docket.command.route.RoutedDefinitions;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Bearer;
import io.docket.command.submit.Submission;
import io.docket.command.support.MemoryEventStore;
import io.docket.command.support.Scenario;
import io.docket.command.support.Service;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.eventstore.FixedOwners;
import io.docket.eventstore.route.Route;
import io.docket.kit.identity.Caller;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.netty.NettyServerBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Two instances in one process, with real gRPC between them: one owns everything, the other is asked. */
final class TwoInstances implements AutoCloseable {
    static final Bearer TOKEN = new Bearer("demo");
    static final Bearer OTHER_TENANT = new Bearer("other");

    final MemoryEventStore log = new MemoryEventStore();
    final Service owner = Service.withLoans(log, null);
    final RoutedCommands ofOwner;
    final FixedOwners directory = new FixedOwners(null);
    final RoutedCommands asked;
    final GrpcPeers peers;
    final String address;
    private final MemoryEventStore nothing = new MemoryEventStore();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Service entry;
    private final Server server;

    /** @param around sees every call to the owner */
    TwoInstances(int inFlight, ServerInterceptor... around) {
        this(Duration.ofSeconds(20), inFlight, around);
    }

    /** @param deadline how long an answer may take */
    TwoInstances(Duration deadline, int inFlight, ServerInterceptor... around) {
        this(deadline, inFlight, InsecureServerCredentials.create(), PeerSecurity.PLAIN_TEXT, around);
    }

    /**
     * Instances whose connection is protected.
     *
     * @param credentials what the owner shows
     * @param security what the other one expects
     */
    TwoInstances(ServerCredentials credentials, PeerSecurity security) {
        this(Duration.ofSeconds(20), 8, credentials, security);
    }

    private TwoInstances(
            Duration deadline,
            int inFlight,
            ServerCredentials credentials,
            PeerSecurity security,
            ServerInterceptor... around) {
        peers = new GrpcPeers(
                new PeerLimits(deadline, deadline, inFlight, Duration.ofMillis(50)),
                security,
                new SimpleMeterRegistry());
        nothing.giveAway();
        Route route = new Route(directory, 1, "entry:1");
        OwnDefinitions<CaseTypeEvent.Defined> nowhere = new OwnDefinitions<>(nothing, DefinitionKind.CASE_TYPE);
        entry = Service.over(
                nothing,
                new RoutedDefinitions<>(nowhere, route, peers),
                new RoutedDefinitions<>(new OwnDefinitions<>(nothing, DefinitionKind.RECORD_TYPE), route, peers),
                new RoutedDefinitions<>(new OwnDefinitions<>(nothing, DefinitionKind.FORM), route, peers));
        asked = new RoutedCommands(entry.preparation(), entry.submitter(), nothing, route, peers);
        ofOwner = new RoutedCommands(owner.preparation(), owner.submitter(), log, route, peers);
        OwnReceipts receipts = (tenant, receipt) -> new Receipt(receipt.equals(tenant + "-pending"), null);
        PeerService service = new PeerService(
                ofOwner,
                new OwnDefinitions<>(log, DefinitionKind.CASE_TYPE),
                new OwnDefinitions<>(log, DefinitionKind.RECORD_TYPE),
                new OwnDefinitions<>(log, DefinitionKind.FORM),
                receipts,
                route,
                TwoInstances::caller,
                100);
        try {
            NettyServerBuilder builder = NettyServerBuilder.forAddress(
                            new InetSocketAddress("127.0.0.1", 0), credentials)
                    .executor(threads)
                    .maxInboundMetadataSize(setting("quarkus.grpc.server.max-inbound-metadata-size"))
                    .addService(ServerInterceptors.intercept(service, new BearerMetadata()));
            for (ServerInterceptor interceptor : around) {
                builder.intercept(interceptor);
            }
            server = builder.build().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        address = "127.0.0.1:" + server.getPort();
        directory.change(address);
    }

    /** A setting of the service, so that the owner takes here what it takes there. */
    private static int setting(String name) throws IOException {
        Properties settings = new Properties();
        try (InputStream file = PeerService.class.getResourceAsStream("/application.properties")) {
            settings.load(file);
        }
        return Integer.parseInt(settings.getProperty(name));
    }

    private static Caller caller(Bearer bearer) {
        return switch (bearer.token().split("\\.", 2)[0]) {
            case "demo" -> Service.DEMO;
            case "other" -> new Caller("globex", "eve", Set.of("case-worker"), Set.of());
            default -> throw new SecurityException("the token is not valid");
        };
    }

    /** The answer of the instance that owns nothing. */
    Answer send(String type, String payload, @Nullable String key, @Nullable Long ifMatch) {
        return send(TOKEN, type, payload, key, ifMatch);
    }

    /** The answer of the instance that owns nothing; whatever caller it believes in, the token decides. */
    Answer send(Bearer bearer, String type, String payload, @Nullable String key, @Nullable Long ifMatch) {
        String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        return asked.submit(
                new Submission(Service.DEMO, type, Scenario.json(payload), key, ifMatch, traceparent, null, bearer));
    }

    void stopOwner() {
        server.shutdownNow();
    }

    @Override
    public void close() {
        peers.close();
        server.shutdownNow();
        owner.close();
        entry.close();
        threads.close();
    }
}
