package io.docket.files.store;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** The connection to the store, with the things that can be done over it. */
public final class FileStore implements AutoCloseable {
    private final S3Client s3;
    private final S3Presigner presigner;
    private final Bucket bucket;
    private final ObjectStore objects;
    private final PartStore parts;
    private final Links links;

    /**
     * Opens the connection; nothing is sent yet.
     *
     * @param linksValidFor how long links are accepted
     */
    public FileStore(StoreSettings settings, Duration linksValidFor) {
        StaticCredentialsProvider credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(settings.accessKey(), settings.secretKey()));
        Region region = Region.of(settings.region());
        s3 = S3Client.builder()
                .endpointOverride(settings.endpoint())
                .region(region)
                .credentialsProvider(credentials)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.connectTimeout())
                        .socketTimeout(settings.socketTimeout()))
                .overrideConfiguration(override -> override.apiCallTimeout(settings.callTimeout()))
                .build();
        presigner = S3Presigner.builder()
                .s3Client(s3)
                .endpointOverride(settings.publicEndpoint())
                .region(region)
                .credentialsProvider(credentials)
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .build();
        bucket = new Bucket(s3, settings.bucket());
        objects = new ObjectStore(s3, settings.bucket());
        parts = new PartStore(s3, settings.bucket());
        links = new Links(presigner, settings.bucket(), linksValidFor);
    }

    /** The bucket of all files. */
    public Bucket bucket() {
        return bucket;
    }

    /** The objects of the bucket. */
    public ObjectStore objects() {
        return objects;
    }

    /** Objects that arrive in parts. */
    public PartStore parts() {
        return parts;
    }

    /** Links to objects. */
    public Links links() {
        return links;
    }

    @Override
    public void close() {
        presigner.close();
        s3.close();
    }
}
