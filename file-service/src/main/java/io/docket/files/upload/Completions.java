package io.docket.files.upload;

import io.docket.files.catalog.FileCatalog;
import io.docket.files.catalog.FileRecord;
import io.docket.files.catalog.FileState;
import io.docket.files.command.CommandAnswer;
import io.docket.files.command.CommandClient;
import io.docket.files.command.CommandRefused;
import io.docket.files.command.Sender;
import io.docket.files.metrics.FileMetrics;
import io.docket.files.store.FileKeys;
import io.docket.files.store.FileStore;
import io.docket.files.store.StoredObject;
import io.docket.kit.access.AccessTable;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.Optional;

/**
 * The end of an upload: the bytes are verified, then the case is told. Every step can be repeated, so a caller who got no
 * answer asks again.
 */
public final class Completions {
    private final FileStore store;
    private final FileCatalog catalog;
    private final Verifier verifier;
    private final UploadLimits limits;
    private final CommandClient commands;
    private final FileMetrics metrics;

    public Completions(
            FileStore store,
            FileCatalog catalog,
            Verifier verifier,
            UploadLimits limits,
            CommandClient commands,
            FileMetrics metrics) {
        this.store = store;
        this.catalog = catalog;
        this.verifier = verifier;
        this.limits = limits;
        this.commands = commands;
        this.metrics = metrics;
    }

    /**
     * Verifies the bytes and attaches the file to its case.
     *
     * @throws HttpProblem 404 if there is no such file, 409 if bytes are missing, 422 if they are not the announced ones:
     *     the file is gone then
     * @throws CommandRefused if the case does not take the file; it can be completed later
     */
    public FileRecord complete(Caller caller, String id, Sender sender) {
        AccessTable.require(caller, "file:upload");
        FileRecord file = catalog.require(caller, id);
        if (file.state() == FileState.ATTACHED) {
            return file;
        }
        FileRecord verified = file.state() == FileState.VERIFIED ? file : verify(file);
        CommandAnswer answer =
                commands.send(AttachFile.TYPE, AttachFile.idempotencyKey(verified), AttachFile.of(verified), sender);
        if (!answer.accepted() && !answer.isConflict("already-attached")) {
            throw new CommandRefused(answer);
        }
        FileRecord attached = verified.attached(answer.position());
        catalog.save(attached);
        metrics.attached(file.size());
        return attached;
    }

    private FileRecord verify(FileRecord file) {
        StoredObject stored = stored(file)
                .orElseThrow(() -> Problems.conflict("not-uploaded", "The bytes of the file are not all there."));
        Optional<String> fault = verifier.fault(file, stored);
        if (fault.isPresent()) {
            store.objects().delete(key(file));
            catalog.forget(file);
            metrics.rejected();
            throw Problems.of(422, "checksum-mismatch", "The bytes are not the announced ones", fault.get())
                    .with("errors", List.of(new FieldError("", fault.get())))
                    .build();
        }
        FileRecord verified = file.verified();
        catalog.uploaded(verified);
        return verified;
    }

    private Optional<StoredObject> stored(FileRecord file) {
        Optional<StoredObject> stored = store.objects().stat(key(file));
        if (stored.isPresent() || file.uploadId() == null) {
            return stored;
        }
        return store.parts().assemble(key(file), file.uploadId(), limits.parts(file.size()))
                ? store.objects().stat(key(file))
                : Optional.empty();
    }

    private static String key(FileRecord file) {
        return FileKeys.content(file.tenant(), file.id(), file.sha256());
    }
}
