package io.docket.projection.history.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A lake in a bucket of its own on the S3 of the environment; it goes with the test. */
public final class TestLake implements AutoCloseable {
    private static final String ENDPOINT = System.getenv().getOrDefault("DOCKET_S3_ENDPOINT", "http://127.0.0.1:19000");

    private final String bucket;
    private final S3LakeObjects objects;
    private final S3Client s3 = S3Client.builder()
            .endpointOverride(URI.create(ENDPOINT))
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(key("DOCKET_S3_ACCESS_KEY"), key("DOCKET_S3_SECRET_KEY"))))
            .forcePathStyle(true)
            .overrideConfiguration(override -> override.putHeader("Connection", "close"))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    public TestLake(String bucket) {
        this.bucket = bucket;
        this.objects = new S3LakeObjects(new Config(), bucket);
        objects.ensureBucket();
        objects.ensureBucket();
    }

    private static String key(String name) {
        return Optional.ofNullable(System.getenv(name))
                .orElseThrow(() -> new IllegalStateException(name + " is not set"));
    }

    /** The log under a name that stays. */
    public LakeLog named(LakeLog log, LakeLog.Name name) {
        return new LakeLog() {
            @Override
            public Name name() {
                return name;
            }

            @Override
            public Partition open(int partition) {
                return log.open(partition);
            }
        };
    }

    /** Writes closed segments as long as there are some; answers how many objects there are more. */
    public int write(LakeLog log, int segmentEvents, Path folder) throws IOException {
        LakeWriter writer = writer(log, objects, segmentEvents, folder);
        int before = objects(log.name()).size();
        for (int empty = 0; empty < 2; ) {
            empty = writer.next(0).isPresent() ? 0 : empty + 1;
        }
        return objects(log.name()).size() - before;
    }

    /** Writes a segment and ends before its manifest is there. */
    public void writeWithoutManifest(LakeLog log, int segmentEvents, Path folder) throws IOException {
        LakeObjects killed = new Killed(objects);
        try {
            writer(log, killed, segmentEvents, folder).next(0);
            throw new AssertionError("was not killed");
        } catch (MemoryObjects.Killed end) {
            killed.close();
        }
    }

    private static LakeWriter writer(LakeLog log, LakeObjects objects, int segmentEvents, Path folder) {
        return new LakeWriter(
                log, objects, new SegmentBounds.Limits(segmentEvents, Long.MAX_VALUE, Long.MAX_VALUE / 2), folder);
    }

    public LakeReader reader(LakeLog.Name name, Path folder) {
        return new StoredLake(objects, name.topicId(), folder);
    }

    /** Keys of all objects of the log. */
    public List<String> objects(LakeLog.Name name) {
        List<String> keys = new ArrayList<>();
        s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix("lake/" + name.topicId()))
                .contents()
                .forEach(object -> keys.add(object.key()));
        return keys;
    }

    /** Whether the store itself, asked to, does not create an object twice. */
    public boolean createsOnlyOnce() {
        create("once");
        return !create("once");
    }

    private boolean create(String key) {
        try {
            s3.putObject(
                    put -> put.bucket(bucket).key(key).ifNoneMatch("*"), RequestBody.fromBytes("x".getBytes(UTF_8)));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == 412) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        s3.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                .map(S3Object::key)
                .toList()
                .forEach(key -> s3.deleteObject(delete -> delete.bucket(bucket).key(key)));
        s3.deleteBucket(delete -> delete.bucket(bucket));
        s3.close();
        objects.close();
    }

    /** Ends before a manifest is created. */
    private record Killed(LakeObjects objects) implements LakeObjects {
        @Override
        public void ensureBucket() {
            objects.ensureBucket();
        }

        @Override
        public Optional<byte[]> read(String key) {
            return objects.read(key);
        }

        @Override
        public void fetch(String key, Path file) {
            objects.fetch(key, file);
        }

        @Override
        public boolean create(String key, byte[] content) {
            throw new MemoryObjects.Killed();
        }

        @Override
        public boolean create(String key, Path file) {
            return objects.create(key, file);
        }

        @Override
        public List<String> list(String prefix, String after) {
            return objects.list(prefix, after);
        }

        @Override
        public void close() {}
    }

    private static final class Config implements LakeConfig.S3 {
        @Override
        public Optional<URI> endpoint() {
            return Optional.of(URI.create(ENDPOINT));
        }

        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public Optional<String> accessKey() {
            return Optional.of(key("DOCKET_S3_ACCESS_KEY"));
        }

        @Override
        public Optional<String> secretKey() {
            return Optional.of(key("DOCKET_S3_SECRET_KEY"));
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(2);
        }

        @Override
        public Duration socketTimeout() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration callTimeout() {
            return Duration.ofMinutes(1);
        }
    }
}
