package io.docket.system.support;

import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Bytes on their way to and from the object store, past the platform. */
public final class Uploads {
    private static final Set<String> SET_BY_CLIENT = Set.of("host", "content-length");

    private Uploads() {}

    /** Sends the bytes to where the announcement says, and returns the store's status. */
    public static int upload(Response announced, byte[] content) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(announced.path("upload.url")))
                .method(announced.path("upload.method"), HttpRequest.BodyPublishers.ofByteArray(content));
        Map<String, Object> headers = announced.path("upload.headers");
        headers.forEach((name, value) -> {
            if (!SET_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, String.valueOf(value));
            }
        });
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** Asks the store for the object behind a presigned link. */
    public static HttpResponse<byte[]> download(URI link) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(link).build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
