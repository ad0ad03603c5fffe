package io.docket.workflow.backup;

import io.docket.contracts.json.Json;
import io.docket.workflow.encryption.DataKeyStore;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.encryption.WrappedKey;
import io.docket.workflow.interim.InterimKeys;
import io.docket.workflow.interim.InterimStore;
import io.docket.workflow.interim.SealedSubmission;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Writes a tenant's interim data as NDJSON, sealed as it lies there: useless without the master keys. */
public final class Backup {
    private final InterimStore store;
    private final DataKeyStore keys;

    /** Backups of the store. */
    public Backup(InterimStore store, DataKeyStore keys) {
        this.store = store;
        this.keys = keys;
    }

    /** Writes the wrapped data keys, then what each key holds. Returns the lines. */
    public long write(String tenant, OutputStream out) {
        long lines = 0;
        for (Map.Entry<String, WrappedKey> key : keys.all(tenant).entrySet()) {
            line(out, BackupLine.ofDataKey(key.getKey(), key.getValue().toString()));
            lines++;
        }
        String cursor = "0";
        do {
            InterimStore.Page page = store.scan(cursor);
            for (String key : page.keys()) {
                lines += write(tenant, key, out);
            }
            cursor = page.next();
        } while (!cursor.equals("0"));
        return lines;
    }

    private int write(String tenant, String key, OutputStream out) {
        Map<String, String> fields = InterimKeys.instanceOfIndex(key).isPresent() ? Map.of() : store.get(key);
        if (!fields.getOrDefault(SealedSubmission.DATA, "").startsWith(Vault.prefix(tenant))) {
            return 0;
        }
        String instance = store.ownerOf(key).map(InstanceRef::processInstanceId).orElse(null);
        line(out, BackupLine.ofData(key, instance, fields));
        return 1;
    }

    private static void line(OutputStream out, BackupLine line) {
        try {
            out.write(Json.bytes(line));
            out.write('\n');
        } catch (IOException e) {
            throw new Unavailable("the reader of the backup is gone", e);
        }
    }
}
