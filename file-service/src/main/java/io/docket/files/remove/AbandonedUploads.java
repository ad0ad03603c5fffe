package io.docket.files.remove;

import io.docket.files.catalog.FileCatalog;
import io.docket.files.catalog.FileRecord;
import io.docket.files.catalog.FileState;
import io.docket.files.metrics.FileMetrics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Removes files that were announced and whose bytes nobody brought, and parts that came of them. */
public final class AbandonedUploads {
    private static final Logger LOG = Logger.getLogger(AbandonedUploads.class);

    private final FileCatalog catalog;
    private final Removals removals;
    private final FileMetrics metrics;
    private final Duration patience;
    private final InstantSource clock;

    /**
     * Uploads to look after.
     *
     * @param patience how long after the last link was asked for an upload is given up
     */
    public AbandonedUploads(
            FileCatalog catalog, Removals removals, FileMetrics metrics, Duration patience, InstantSource clock) {
        this.catalog = catalog;
        this.removals = removals;
        this.metrics = metrics;
        this.patience = patience;
        this.clock = clock;
    }

    /** Looks at every tenant's uploads once. Returns how many are gone. */
    public int sweep() {
        int gone = 0;
        for (String tenant : catalog.tenants()) {
            for (String id : catalog.uploadingBefore(tenant, clock.instant().minus(patience))) {
                Optional<FileRecord> file = catalog.find(tenant, id);
                if (file.isPresent() && file.get().state() == FileState.UPLOADING) {
                    removals.erase(file.get());
                    metrics.abandoned();
                    gone++;
                    LOG.infof("abandoned upload removed tenant=%s file=%s", tenant, id);
                } else {
                    catalog.arrived(tenant, id);
                }
            }
        }
        return gone;
    }
}
