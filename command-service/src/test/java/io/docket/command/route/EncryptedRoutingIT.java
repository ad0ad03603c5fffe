package io.docket.command.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.docket.command.peer.v1.PeerGrpc;
import io.docket.command.peer.v1.ReceiptRequest;
import io.docket.command.service.Tokens;
import io.docket.eventstore.route.grpc.Certificates;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of the packaged service that speak with each other over TLS. */
class EncryptedRoutingIT {
    private static final String GROUP = "encrypted-" + UUID.randomUUID();
    private static final String NAME = "command-service-peers";
    private static final int CASES = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final List<Instance> INSTANCES = new ArrayList<>();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void start() throws Exception {
        Certificates certificates = new Certificates(folder.resolve("certificates"), NAME);
        Map<String, String> environment = Map.of(
                "DOCKET_GRPC_CERTIFICATE", certificates.certificate().toString(),
                "DOCKET_GRPC_KEY", certificates.key().toString(),
                "DOCKET_GRPC_AUTHORITIES", certificates.authorities().toString(),
                "DOCKET_GRPC_NAME", NAME);
        for (int i = 0; i < 2; i++) {
            INSTANCES.add(new Instance(GROUP, folder.resolve("encrypted-" + i), environment));
        }
        INSTANCES.forEach(instance -> instance.awaitServing(3));
    }

    @AfterAll
    static void stop() {
        INSTANCES.parallelStream().forEach(Instance::close);
        HTTP.close();
    }

    private static int status(Instance at, String type, String payload) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(at.url() + "/api/commands/" + type))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + Tokens.of("demo"))
                .POST(HttpRequest.BodyPublishers.ofString(payload))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    }

    @Test
    void any_instance_takes_any_command_and_the_port_understands_no_plain_text() {
        String type =
                "{\"id\":\"loan\",\"name\":\"Loan\",\"dataSchema\":{},\"stages\":[{\"id\":\"a\",\"name\":\"A\"}]}";
        await().atMost(PATIENCE).until(() -> status(INSTANCES.getFirst(), "define-case-type", type) == 201);

        for (int i = 0; i < CASES; i++) {
            String open = "{\"caseType\":\"loan\",\"caseId\":\"%s-%d\",\"data\":{}}".formatted(GROUP, i);
            Instance at = INSTANCES.get(i % INSTANCES.size());
            await().atMost(PATIENCE).until(() -> status(at, "open-case", open), code -> code == 201);
        }

        ManagedChannel plain = ManagedChannelBuilder.forAddress(
                        "127.0.0.1", INSTANCES.getFirst().peerPort())
                .usePlaintext()
                .build();
        try {
            assertThatExceptionOfType(StatusRuntimeException.class)
                    .isThrownBy(() -> PeerGrpc.newBlockingStub(plain)
                            .withDeadlineAfter(10, TimeUnit.SECONDS)
                            .receipt(ReceiptRequest.getDefaultInstance()))
                    .satisfies(failure -> assertThat(failure.getStatus().getCode())
                            .isIn(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED));
        } finally {
            plain.shutdownNow();
        }
    }
}
