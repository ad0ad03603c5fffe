package io.docket.files.catalog;

import io.docket.contracts.json.Json;
import io.docket.files.store.FileKeys;
import io.docket.files.store.ObjectStore;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;
import java.util.regex.Pattern;

/** The records of all files, one small object beside the bytes of each; a tenant finds only its own. */
public final class FileCatalog {
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private final ObjectStore store;

    public FileCatalog(ObjectStore store) {
        this.store = store;
    }

    /**
     * The file with this id.
     *
     * @throws HttpProblem 404 if the caller's tenant has no such file
     */
    public FileRecord require(Caller caller, String id) {
        return find(caller.tenant(), id).orElseThrow(() -> Problems.notFound("There is no file " + id + "."));
    }

    /** Writes the record, replacing what was known before. */
    public void save(FileRecord file) {
        store.write(FileKeys.record(file.tenant(), file.id()), "application/json", Json.bytes(file));
    }

    /** Forgets the file. */
    public void forget(FileRecord file) {
        store.delete(FileKeys.record(file.tenant(), file.id()));
    }

    private Optional<FileRecord> find(String tenant, String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        return store.read(FileKeys.record(tenant, id)).map(json -> Json.read(json, FileRecord.class));
    }
}
