package io.docket.command.faults.client;

import io.docket.command.faults.service.ServiceInstance;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Sends commands over HTTP. Used by many threads. */
final class Sender {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();
    private final AccessToken token = new AccessToken();

    /** The answer of an instance; silence if there is none within that time. */
    Answer send(ServiceInstance instance, Command command, Duration patience) throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(instance.uri("/api/commands/" + command.type()))
                .timeout(patience)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token.now())
                .header("Idempotency-Key", command.key())
                .POST(HttpRequest.BodyPublishers.ofString(command.payload()));
        if (command.ifMatch() != null) {
            request.header("If-Match", "\"" + command.ifMatch() + "\"");
        }
        try {
            return Answer.of(http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return Answer.SILENCE;
        }
    }

    /** Defines the type of the cases; the status. */
    int define(ServiceInstance instance) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(instance.uri("/api/commands/define-case-type"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token.now())
                .POST(HttpRequest.BodyPublishers.ofString(Command.CASE_TYPE))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }
}
