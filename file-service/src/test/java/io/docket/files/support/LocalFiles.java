package io.docket.files.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.files.catalog.FileCatalog;
import io.docket.files.command.CommandClient;
import io.docket.files.command.CommandSettings;
import io.docket.files.command.Sender;
import io.docket.files.metrics.FileMetrics;
import io.docket.files.read.Downloads;
import io.docket.files.remove.Removals;
import io.docket.files.store.FileStore;
import io.docket.files.store.Sha256;
import io.docket.files.store.StoreSettings;
import io.docket.files.upload.Completions;
import io.docket.files.upload.UploadLimits;
import io.docket.files.upload.Uploads;
import io.docket.files.upload.Verifier;
import io.docket.kit.identity.Caller;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The whole service around a real object store, with a bucket of its own and a recording command service. */
public final class LocalFiles implements AutoCloseable {
    public static final Caller WORKER = new Caller("acme", "worker", Set.of("case-worker"), Set.of());
    public static final Caller OTHER = new Caller("globex", "other", Set.of("case-worker"), Set.of());
    public static final Caller AUDITOR = new Caller("acme", "auditor", Set.of("auditor"), Set.of());
    public static final Caller BRIDGE = new Caller("acme", "bridge", Set.of("engine"), Set.of());
    public static final Sender SENDER = new Sender("Bearer worker-token", null);
    public static final int PART_BYTES = 5 << 20;

    public final RecordingCommandService commandService = new RecordingCommandService();
    public final FileStore store;
    public final FileCatalog catalog;
    public final Uploads uploads;
    public final Completions completions;
    public final Downloads downloads;
    public final Removals removals;
    private final TestBucket bucket;
    private final CommandClient commands;

    public LocalFiles() throws IOException {
        this(Duration.ofMinutes(15));
    }

    public LocalFiles(Duration linksValidFor) throws IOException {
        bucket = new TestBucket("files-it-" + UUID.randomUUID());
        StoreSettings settings = bucket.settings();
        FileMetrics metrics = new FileMetrics(new SimpleMeterRegistry());
        UploadLimits limits = new UploadLimits(64L << 20, PART_BYTES, PART_BYTES);
        store = new FileStore(settings, linksValidFor);
        store.bucket().ensure();
        catalog = new FileCatalog(store.objects());
        commands = new CommandClient(
                new CommandSettings(commandService.url(), Duration.ofSeconds(2), Duration.ofSeconds(10), 1 << 20));
        uploads = new Uploads(store, catalog, limits, metrics, InstantSource.system());
        completions = new Completions(store, catalog, new Verifier(store.objects(), 2), limits, commands, metrics);
        downloads = new Downloads(store, catalog, metrics);
        removals = new Removals(store, catalog, commands, metrics);
    }

    /** The body that announces a file with these bytes. */
    public static byte[] announcement(byte[] bytes) throws IOException {
        return Json.bytes(description(bytes));
    }

    /** The description of a file with these bytes. */
    public static ObjectNode description(byte[] bytes) throws IOException {
        return Json.mapper()
                .createObjectNode()
                .put("name", "plan.txt")
                .put("contentType", "text/plain")
                .put("size", bytes.length)
                .put("sha256", Sha256.of(new ByteArrayInputStream(bytes)))
                .put("subject", "task/permit-1~review");
    }

    /** A file that is attached to its case. */
    public String attached(byte[] bytes) throws IOException, InterruptedException {
        var announced = uploads.announce(WORKER, announcement(bytes));
        ClientOfLinks.send(announced.upload(), bytes);
        return completions.complete(WORKER, announced.id(), SENDER).id();
    }

    /** How many objects the bucket holds. */
    public int objects() {
        return bucket.keys().size();
    }

    /** How many uploads in parts have begun and not ended. */
    public int unfinishedUploads() {
        return bucket.unfinishedUploads().size();
    }

    @Override
    public void close() {
        commands.close();
        commandService.close();
        store.close();
        bucket.close();
    }

    static URI endpoint() {
        return URI.create(orElse(System.getenv("DOCKET_S3_ENDPOINT"), "http://127.0.0.1:19000"));
    }

    private static String orElse(@Nullable String value, String fallback) {
        return value == null ? fallback : value;
    }
}
