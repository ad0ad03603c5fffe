package io.docket.files.support;

import io.docket.files.upload.Upload;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Map;

/** A client that knows nothing but the links it was given. */
public final class ClientOfLinks {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private ClientOfLinks() {}

    /** Sends all bytes; returns the status of the last request. */
    public static int send(Upload upload, byte[] bytes) throws IOException, InterruptedException {
        return switch (upload) {
            case Upload.InOnePiece piece -> put(piece.url(), piece.headers(), bytes);
            case Upload.InParts parts -> {
                int status = 0;
                for (Upload.Part part : parts.parts()) {
                    status = sendPart(parts, part, bytes);
                }
                yield status;
            }
        };
    }

    /** Sends one part out of all bytes. */
    public static int sendPart(Upload.InParts upload, Upload.Part part, byte[] all)
            throws IOException, InterruptedException {
        int from = Math.toIntExact((part.partNumber() - 1) * upload.partSize());
        byte[] slice = Arrays.copyOfRange(all, from, from + Math.toIntExact(part.size()));
        return put(part.url(), part.headers(), slice);
    }

    /** Sends a PUT. */
    public static int put(URI url, Map<String, String> headers, byte[] bytes) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).PUT(BodyPublishers.ofByteArray(bytes));
        headers.forEach(request::header);
        return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode();
    }

    /** Sends a GET. */
    public static HttpResponse<byte[]> get(URI url, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofByteArray());
    }
}
