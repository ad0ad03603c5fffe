package io.docket.files.remove;

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
import io.docket.kit.access.AccessTable;
import io.docket.kit.identity.Caller;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Optional;
import java.util.Set;

/**
 * The removal of a file: first the case lets go of it, then the bytes go, then the record. Whoever got no answer asks
 * again; the record is last, so nothing is left behind unseen.
 */
public final class Removals {
    private final FileStore store;
    private final FileCatalog catalog;
    private final CommandClient commands;
    private final FileMetrics metrics;

    public Removals(FileStore store, FileCatalog catalog, CommandClient commands, FileMetrics metrics) {
        this.store = store;
        this.catalog = catalog;
        this.commands = commands;
        this.metrics = metrics;
    }

    /**
     * Removes the file.
     *
     * @return the place of the event that detached it; empty if its case never knew it
     * @throws HttpProblem 404 if there is no such file
     * @throws CommandRefused if the case does not let go of it; nothing has changed then
     */
    public Optional<String> remove(Caller caller, String id, Sender sender) {
        AccessTable.require(caller, "file:delete");
        FileRecord file = catalog.require(caller, id);
        Optional<String> position = file.state() == FileState.UPLOADING ? Optional.empty() : detach(file, sender);
        erase(file);
        metrics.removed();
        return position;
    }

    /**
     * Removes every file that was brought for the task, also those whose case keeps them on record because it is closed:
     * what was brought for a step of a process does not outlive the process.
     *
     * @throws CommandRefused if a case could not be asked now; what is not removed then is removed by a repetition
     */
    public int removeOfTask(Caller caller, String taskId, Sender sender) {
        AccessTable.require(caller, "file:delete-of-task");
        int removed = 0;
        for (String id : catalog.ofTask(caller.tenant(), taskId)) {
            Optional<FileRecord> found = catalog.find(caller.tenant(), id);
            if (found.isPresent()) {
                letGo(found.get(), sender);
                erase(found.get());
                metrics.removed();
                removed++;
            } else {
                catalog.forget(caller.tenant(), taskId, id);
            }
        }
        return removed;
    }

    private void letGo(FileRecord file, Sender sender) {
        if (file.state() == FileState.UPLOADING) {
            return;
        }
        CommandAnswer answer = told(file, sender);
        boolean decided = answer.accepted() || Set.of(404, 409, 422).contains(answer.status());
        if (!decided) {
            throw new CommandRefused(answer);
        }
    }

    /** Removes bytes and record of a file that no case has. */
    void erase(FileRecord file) {
        String key = FileKeys.content(file.tenant(), file.id(), file.sha256());
        if (file.uploadId() != null) {
            store.parts().abort(key, file.uploadId());
        }
        store.objects().delete(key);
        catalog.forget(file);
    }

    /** A verified file may have reached its case without an answer having reached us: the case is asked, too. */
    private Optional<String> detach(FileRecord file, Sender sender) {
        CommandAnswer answer = told(file, sender);
        boolean noSuchCase = file.state() == FileState.VERIFIED && answer.isProblem("not-found");
        if (!answer.accepted() && !noSuchCase && !answer.isProblem("unknown-file")) {
            throw new CommandRefused(answer);
        }
        return Optional.ofNullable(answer.position());
    }

    private CommandAnswer told(FileRecord file, Sender sender) {
        return commands.send(DetachFile.TYPE, DetachFile.idempotencyKey(file), DetachFile.of(file), sender);
    }
}
