package io.docket.files.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.awscore.presigner.PresignedRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Makes links to the store: each is bound to one object and one use of it. */
public final class Links {
    private static final Set<String> SET_BY_EVERY_CLIENT = Set.of("host", "content-length");

    private final S3Presigner presigner;
    private final String bucket;
    private final Duration validFor;

    Links(S3Presigner presigner, String bucket, Duration validFor) {
        this.presigner = presigner;
        this.bucket = bucket;
        this.validFor = validFor;
    }

    /** A link that accepts exactly these bytes: size, type and checksum are part of the signature. */
    public Link put(String key, String contentType, long size, String sha256) {
        return link(presigner.presignPutObject(presign -> presign.signatureDuration(validFor)
                .putObjectRequest(put -> put.bucket(bucket)
                        .key(key)
                        .contentType(contentType)
                        .contentLength(size)
                        .checksumSHA256(Sha256.toBase64(sha256)))));
    }

    /** A link that accepts one part of exactly this size. */
    public Link putPart(String key, String uploadId, int partNumber, long size) {
        return link(presigner.presignUploadPart(presign -> presign.signatureDuration(validFor)
                .uploadPartRequest(part -> part.bucket(bucket)
                        .key(key)
                        .uploadId(uploadId)
                        .partNumber(partNumber)
                        .contentLength(size))));
    }

    /** A link that answers the bytes with this type and disposition. */
    public Link get(String key, String contentType, String contentDisposition) {
        return link(presigner.presignGetObject(presign -> presign.signatureDuration(validFor)
                .getObjectRequest(get -> get.bucket(bucket)
                        .key(key)
                        .responseContentType(contentType)
                        .responseContentDisposition(contentDisposition)
                        .responseCacheControl("private, no-store"))));
    }

    private static Link link(PresignedRequest request) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, List<String>> header : request.signedHeaders().entrySet()) {
            if (!SET_BY_EVERY_CLIENT.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                headers.put(header.getKey(), String.join(",", header.getValue()));
            }
        }
        try {
            URI url = request.url().toURI();
            return new Link(url, headers, request.expiration().truncatedTo(ChronoUnit.SECONDS));
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the store's address is no URI", e);
        }
    }
}
