package io.docket.workflow.engine.zeebe;

import io.camunda.zeebe.client.ZeebeClient;
import io.camunda.zeebe.client.ZeebeClientBuilder;
import io.docket.workflow.settings.BridgeSettings;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;

/** Makes the one client of the service. */
@Singleton
@SuppressWarnings("deprecation")
public class ZeebeClients {
    private static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    @Produces
    @Singleton
    ZeebeClient client(BridgeSettings settings) {
        BridgeSettings.Engine engine = settings.engine();
        return open(engine.grpc(), engine.rest(), engine.requestTimeout());
    }

    /** A client of the gateway at the addresses; TLS where the scheme of the first is {@code https}. */
    public static ZeebeClient open(URI grpc, URI rest, Duration requestTimeout) {
        ZeebeClientBuilder builder = ZeebeClient.newClientBuilder()
                .applyEnvironmentVariableOverrides(false)
                .grpcAddress(grpc)
                .restAddress(rest)
                .preferRestOverGrpc(false)
                .defaultRequestTimeout(requestTimeout)
                .maxMessageSize(MAX_MESSAGE_BYTES)
                .jobWorkerExecutor(new WorkerThreads(), true);
        return (grpc.getScheme().equals("https") ? builder : builder.usePlaintext()).build();
    }

    void close(@Disposes ZeebeClient client) {
        client.close();
    }
}
