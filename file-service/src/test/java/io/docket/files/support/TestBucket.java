package io.docket.files.support;

import io.docket.files.store.StoreSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket for one test, removed at its end. */
final class TestBucket implements AutoCloseable {
    private final StoreSettings settings;
    private final S3Client s3;

    TestBucket(String name) {
        settings = new StoreSettings(
                LocalFiles.endpoint(),
                LocalFiles.endpoint(),
                "us-east-1",
                required("DOCKET_S3_ACCESS_KEY"),
                required("DOCKET_S3_SECRET_KEY"),
                name,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1));
        s3 = S3Client.builder()
                .endpointOverride(settings.endpoint())
                .region(Region.of(settings.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(settings.accessKey(), settings.secretKey())))
                .forcePathStyle(true)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    StoreSettings settings() {
        return settings;
    }

    List<String> keys() {
        return s3.listObjectsV2Paginator(list -> list.bucket(settings.bucket())).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    List<MultipartUpload> unfinishedUploads() {
        return s3.listMultipartUploads(list -> list.bucket(settings.bucket())).uploads();
    }

    @Override
    public void close() {
        unfinishedUploads()
                .forEach(upload -> s3.abortMultipartUpload(abort ->
                        abort.bucket(settings.bucket()).key(upload.key()).uploadId(upload.uploadId())));
        keys().forEach(key ->
                s3.deleteObject(delete -> delete.bucket(settings.bucket()).key(key)));
        s3.deleteBucket(delete -> delete.bucket(settings.bucket()));
        s3.close();
    }

    private static String required(String variable) {
        return Objects.requireNonNull(System.getenv(variable), variable + " is not set: is the local stack up?");
    }
}
