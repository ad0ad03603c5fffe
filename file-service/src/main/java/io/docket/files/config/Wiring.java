package io.docket.files.config;

import io.docket.files.catalog.FileCatalog;
import io.docket.files.command.CommandClient;
import io.docket.files.command.CommandSettings;
import io.docket.files.metrics.FileMetrics;
import io.docket.files.read.Downloads;
import io.docket.files.remove.AbandonedUploads;
import io.docket.files.remove.Removals;
import io.docket.files.store.FileStore;
import io.docket.files.store.StoreSettings;
import io.docket.files.upload.Completions;
import io.docket.files.upload.UploadLimits;
import io.docket.files.upload.Uploads;
import io.docket.files.upload.Verifier;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts the parts together. */
@Singleton
public class Wiring {
    @Produces
    @Singleton
    UploadLimits limits(FilesConfig config) {
        return new UploadLimits(
                config.maxSize().asLongValue(),
                config.multipartAbove().asLongValue(),
                config.partSize().asLongValue());
    }

    @Produces
    @Singleton
    FileStore store(FilesConfig config) {
        FilesConfig.S3 s3 = config.s3();
        StoreSettings settings = new StoreSettings(
                s3.endpoint(),
                s3.publicEndpoint().orElse(s3.endpoint()),
                s3.region(),
                s3.accessKey(),
                s3.secretKey(),
                s3.bucket(),
                s3.connectTimeout(),
                s3.socketTimeout(),
                s3.callTimeout());
        return new FileStore(settings, config.linksValidFor());
    }

    @Produces
    @Singleton
    CommandClient commands(FilesConfig config) {
        FilesConfig.Command command = config.command();
        return new CommandClient(new CommandSettings(
                command.url(),
                command.connectTimeout(),
                command.timeout(),
                Math.toIntExact(command.maxAnswer().asLongValue())));
    }

    @Produces
    @Singleton
    FileMetrics metrics(MeterRegistry registry) {
        return new FileMetrics(registry);
    }

    @Produces
    @Singleton
    FileCatalog catalog(FileStore store) {
        return new FileCatalog(store.objects());
    }

    @Produces
    @Singleton
    Uploads uploads(FileStore store, FileCatalog catalog, UploadLimits limits, FileMetrics metrics) {
        return new Uploads(store, catalog, limits, metrics, InstantSource.system());
    }

    @Produces
    @Singleton
    Completions completions(
            FileStore store,
            FileCatalog catalog,
            UploadLimits limits,
            CommandClient commands,
            FileMetrics metrics,
            FilesConfig config) {
        Verifier verifier = new Verifier(store.objects(), config.maxReadings());
        return new Completions(store, catalog, verifier, limits, commands, metrics);
    }

    @Produces
    @Singleton
    Downloads downloads(FileStore store, FileCatalog catalog, FileMetrics metrics) {
        return new Downloads(store, catalog, metrics);
    }

    @Produces
    @Singleton
    Removals removals(FileStore store, FileCatalog catalog, CommandClient commands, FileMetrics metrics) {
        return new Removals(store, catalog, commands, metrics);
    }

    @Produces
    @Singleton
    AbandonedUploads abandonedUploads(FileCatalog catalog, Removals removals, FileMetrics metrics, FilesConfig config) {
        return new AbandonedUploads(
                catalog, removals, metrics, config.uploads().abandonedAfter(), InstantSource.system());
    }

    void close(@Disposes FileStore store) {
        store.close();
    }

    void close(@Disposes CommandClient commands) {
        commands.close();
    }
}
