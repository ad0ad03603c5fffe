package io.docket.workflow.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.json.Json;
import io.docket.workflow.encryption.DataKeys;
import io.docket.workflow.encryption.Tampered;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.encryption.WrappedKey;
import io.docket.workflow.interim.InterimKeys;
import io.docket.workflow.interim.InterimStore;
import io.docket.workflow.interim.InterimStore.Outcome;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/**
 * Takes lines of a backup back. It is no way to change anything: a value must open in its place, its key must be free, and
 * the instance that it belongs to must still run.
 */
public final class Restore {
    private final InterimStore store;
    private final DataKeys keys;
    private final Vault vault;
    private final Duration unboundLife;

    /** Restores into the store. */
    public Restore(InterimStore store, DataKeys keys, Vault vault, Duration unboundLife) {
        this.store = store;
        this.keys = keys;
        this.vault = vault;
        this.unboundLife = unboundLife;
    }

    /** Reads lines, in any number of requests; the data keys have to come before what they seal. */
    public Report read(String tenant, InputStream lines) {
        Report report = new Report(0, 0, 0);
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(lines, UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    report = report.plus(take(tenant, parse(line)));
                }
            }
        } catch (IOException e) {
            throw new Refused("unreadable-json", String.valueOf(e.getMessage()));
        }
        return report;
    }

    private static BackupLine parse(String line) {
        try {
            return Json.read(line.getBytes(UTF_8), BackupLine.class);
        } catch (UncheckedIOException e) {
            throw new Refused("unreadable-json", "not a line of a backup");
        }
    }

    private Outcome take(String tenant, BackupLine line) {
        if (line.dataKey() != null && line.wrapped() != null) {
            return takeKey(tenant, line.dataKey(), line.wrapped());
        }
        String key = line.key();
        Map<String, String> fields = line.fields();
        if (key == null || fields == null || !opens(tenant, key, fields)) {
            return Outcome.FOREIGN;
        }
        if (line.instance() == null) {
            boolean waits = InterimKeys.processOfStartForm(key).isPresent()
                    || InterimKeys.processOfStartMessage(key).isPresent();
            return waits ? store.putUnbound(tenant, key, fields, unboundLife) : Outcome.FOREIGN;
        }
        return store.putNew(new InstanceRef(tenant, line.instance()), key, fields);
    }

    private Outcome takeKey(String tenant, String id, String wrapped) {
        try {
            return keys.restore(tenant, id, WrappedKey.parse(wrapped)) ? Outcome.DONE : Outcome.TAKEN;
        } catch (Tampered e) {
            return Outcome.FOREIGN;
        }
    }

    private boolean opens(String tenant, String key, Map<String, String> fields) {
        try {
            fields.forEach((field, value) -> vault.open(tenant, key, field, value));
            return true;
        } catch (Tampered e) {
            return false;
        }
    }

    /**
     * What became of the lines.
     *
     * @param restored taken
     * @param present not taken, as something is there already
     * @param refused not taken, as they do not open, or their instance does not run
     */
    public record Report(long restored, long present, long refused) {
        Report plus(Outcome outcome) {
            return switch (outcome) {
                case DONE -> new Report(restored + 1, present, refused);
                case TAKEN -> new Report(restored, present + 1, refused);
                case ENDED, UNKNOWN, FOREIGN, GONE -> new Report(restored, present, refused + 1);
            };
        }
    }
}
