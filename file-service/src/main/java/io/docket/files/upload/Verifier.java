package io.docket.files.upload;

import io.docket.files.catalog.FileRecord;
import io.docket.files.store.FileKeys;
import io.docket.files.store.ObjectStore;
import io.docket.files.store.StoredObject;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Compares the stored bytes with what was announced; never takes the client's word for it. */
public final class Verifier {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ObjectStore store;
    private final Semaphore readings;

    /** @param maxReadings how many files may be read through at a time */
    public Verifier(ObjectStore store, int maxReadings) {
        this.store = store;
        this.readings = new Semaphore(maxReadings);
    }

    /**
     * What is wrong with the stored bytes, or nothing. Uses the checksum that the store checked on arrival; where it has
     * none of the whole (parts), reads the file through once.
     *
     * @throws HttpProblem 503 if too many files are being read through
     */
    public Optional<String> fault(FileRecord file, StoredObject stored) {
        if (stored.size() != file.size()) {
            return Optional.of("The stored file has " + stored.size() + " bytes, announced were " + file.size() + ".");
        }
        String sha256 = stored.sha256() != null ? stored.sha256() : readThrough(file);
        return sha256.equals(file.sha256())
                ? Optional.empty()
                : Optional.of("The stored file has the SHA-256 " + sha256 + ", announced was " + file.sha256() + ".");
    }

    private String readThrough(FileRecord file) {
        if (!readings.tryAcquire()) {
            throw Problems.unavailable("Too many files are being verified.", RETRY_AFTER);
        }
        try {
            return store.open(FileKeys.content(file.tenant(), file.id(), file.sha256()), null)
                    .sha256();
        } catch (IOException e) {
            throw Problems.unavailable("The file store stopped answering.", RETRY_AFTER);
        } finally {
            readings.release();
        }
    }
}
