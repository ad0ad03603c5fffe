package io.docket.projection.history.lake;

import io.docket.projection.history.lake.LakeConfig.S3;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The lake on S3. That an object is only created is asked of the store ({@code If-None-Match}), and looked at before. Each
 * call has a connection of its own: calls are few, and a connection that the store has closed meanwhile would fail a write.
 */
final class S3LakeObjects implements LakeObjects {
    private static final int MAX_ATTEMPTS = 5;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;

    private final S3Client s3;
    private final String bucket;

    S3LakeObjects(S3 config, String bucket) {
        this.bucket = bucket;
        s3 = S3Client.builder()
                .endpointOverride(config.endpoint().orElseThrow(() -> missing("endpoint")))
                .region(Region.of(config.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        config.accessKey().orElseThrow(() -> missing("access-key")),
                        config.secretKey().orElseThrow(() -> missing("secret-key")))))
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(config.connectTimeout())
                        .socketTimeout(config.socketTimeout()))
                .overrideConfiguration(override -> override.apiCallTimeout(config.callTimeout())
                        .putHeader("Connection", "close")
                        .retryStrategy(retries -> retries.maxAttempts(MAX_ATTEMPTS)))
                .build();
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("docket.lake.enabled needs docket.lake.s3." + name);
    }

    @Override
    public void ensureBucket() {
        try {
            s3.headBucket(head -> head.bucket(bucket));
        } catch (NoSuchBucketException missing) {
            try {
                s3.createBucket(create -> create.bucket(bucket));
            } catch (BucketAlreadyOwnedByYouException another) {
                s3.headBucket(head -> head.bucket(bucket));
            }
        }
    }

    @Override
    public Optional<byte[]> read(String key) {
        try {
            return Optional.of(
                    s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asByteArray());
        } catch (NoSuchKeyException missing) {
            return Optional.empty();
        }
    }

    @Override
    public void fetch(String key, Path file) {
        s3.getObject(get -> get.bucket(bucket).key(key), file);
    }

    @Override
    public boolean create(String key, byte[] content) {
        return create(key, "application/json", RequestBody.fromBytes(content));
    }

    @Override
    public boolean create(String key, Path file) {
        return create(key, "application/vnd.apache.parquet", RequestBody.fromFile(file));
    }

    private boolean create(String key, String contentType, RequestBody body) {
        if (exists(key)) {
            return false;
        }
        try {
            s3.putObject(
                    put -> put.bucket(bucket).key(key).contentType(contentType).ifNoneMatch("*"), body);
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    /** Asks with a list: the answer to a HEAD for what is missing has a body at some stores, which spoils the connection. */
    private boolean exists(String key) {
        return s3.listObjectsV2(list -> list.bucket(bucket).prefix(key).maxKeys(1)).contents().stream()
                .anyMatch(found -> found.key().equals(key));
    }

    @Override
    public List<String> list(String prefix, String after) {
        return s3.listObjectsV2(list -> list.bucket(bucket).prefix(prefix).startAfter(after)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Override
    public void close() {
        s3.close();
    }
}
