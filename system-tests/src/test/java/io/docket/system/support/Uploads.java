package io.docket.system.support;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Bytes on their way to and from the object store, past the platform. */
public final class Uploads {
    private static final Set<String> SET_BY_CLIENT = Set.of("host", "content-length");

    private Uploads() {}

    /** Announces a text file with these bytes for the subject, {@code case/<id>} or {@code task/<id>}. */
    public static Response announce(Api api, String subject, byte[] content) {
        return announce(api.request(), subject, content);
    }

    /** The same under a key. */
    public static Response announce(Api api, String key, String subject, byte[] content) {
        return announce(api.request().header("Idempotency-Key", key), subject, content);
    }

    private static Response announce(RequestSpecification request, String subject, byte[] content) {
        return request.contentType("application/json")
                .body(Map.of(
                        "name",
                        "file.txt",
                        "contentType",
                        "text/plain",
                        "size",
                        content.length,
                        "sha256",
                        sha256(content),
                        "subject",
                        subject))
                .post("/api/files");
    }

    /** The name of the bytes in the store, in hex. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

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
