package io.docket.files.catalog;

import io.docket.contracts.envelope.Subject;
import io.docket.contracts.json.Json;
import io.docket.files.store.FileKeys;
import io.docket.files.store.ObjectStore;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The records of all files, one small object beside the bytes of each; a tenant finds only its own. */
public final class FileCatalog {
    /** Of its time, or of the key under which it was announced. */
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[57][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    private static final String MARK = "application/octet-stream";
    private static final int MAX_TENANTS = 10_000;

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

    /** Writes the record of a new file; one that is for a task can be found by it before anything else is there. */
    public void announce(FileRecord file) {
        taskOf(file).ifPresent(task -> store.write(FileKeys.mark(file.tenant(), task, file.id()), MARK, new byte[0]));
        uploading(file);
        save(file);
    }

    /** Takes note that the bytes are still to come, from now on. */
    public void uploading(FileRecord file) {
        store.write(FileKeys.uploading(file.tenant(), file.id()), MARK, new byte[0]);
    }

    /** The bytes are there. */
    public void uploaded(FileRecord file) {
        save(file);
        arrived(file.tenant(), file.id());
    }

    /** Takes the note back that the bytes of a file are still to come. */
    public void arrived(String tenant, String fileId) {
        store.delete(FileKeys.uploading(tenant, fileId));
    }

    /** Ids of the files whose bytes were still to come before the instant, and have not been asked about since. */
    public List<String> uploadingBefore(String tenant, Instant before) {
        String marks = FileKeys.uploads(tenant);
        return store.listBefore(marks, before).stream()
                .map(key -> key.substring(marks.length()))
                .toList();
    }

    /** The tenants that have files. */
    public List<String> tenants() {
        return store.folders("", "", MAX_TENANTS);
    }

    /**
     * Tasks that files were brought for, in order.
     *
     * @param after the task after which to begin; empty for the first
     */
    public List<String> tasks(String tenant, String after, int limit) {
        return store.folders(FileKeys.tasks(tenant), after, limit);
    }

    /** Ids of the files that were brought for the task. */
    public List<String> ofTask(String tenant, String taskId) {
        String marks = FileKeys.marks(tenant, taskId);
        return store.list(marks).stream()
                .map(key -> key.substring(marks.length()))
                .toList();
    }

    /** The file with this id. */
    public Optional<FileRecord> find(String tenant, String id) {
        if (!ID.matcher(id).matches()) {
            return Optional.empty();
        }
        return store.read(FileKeys.record(tenant, id)).map(json -> Json.read(json, FileRecord.class));
    }

    /** Forgets that a file that is gone was for the task. */
    public void forget(String tenant, String taskId, String fileId) {
        store.delete(FileKeys.mark(tenant, taskId, fileId));
    }

    /** Writes the record, replacing what was known before. */
    public void save(FileRecord file) {
        store.write(FileKeys.record(file.tenant(), file.id()), "application/json", Json.bytes(file));
    }

    /** Forgets the file. */
    public void forget(FileRecord file) {
        store.delete(FileKeys.record(file.tenant(), file.id()));
        arrived(file.tenant(), file.id());
        taskOf(file).ifPresent(task -> forget(file.tenant(), task, file.id()));
    }

    private static Optional<String> taskOf(FileRecord file) {
        Subject subject = Subject.parse(file.subject());
        return subject.entity().equals("task") ? Optional.of(subject.id()) : Optional.empty();
    }
}
