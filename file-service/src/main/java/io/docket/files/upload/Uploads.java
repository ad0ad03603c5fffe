package io.docket.files.upload;

import com.github.f4b6a3.uuid.UuidCreator;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.id.EntityId;
import io.docket.files.catalog.FileCatalog;
import io.docket.files.catalog.FileRecord;
import io.docket.files.catalog.FileState;
import io.docket.files.metrics.FileMetrics;
import io.docket.files.store.FileKeys;
import io.docket.files.store.FileStore;
import io.docket.files.store.Link;
import io.docket.kit.access.AccessTable;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The beginning of an upload: the file is announced, the caller gets links to bring the bytes. */
public final class Uploads {
    private final FileStore store;
    private final FileCatalog catalog;
    private final UploadLimits limits;
    private final NewFileReader reader;
    private final FileMetrics metrics;
    private final InstantSource clock;

    public Uploads(
            FileStore store, FileCatalog catalog, UploadLimits limits, FileMetrics metrics, InstantSource clock) {
        this.store = store;
        this.catalog = catalog;
        this.limits = limits;
        this.reader = new NewFileReader(limits.maxBytes());
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Takes note of a new file.
     *
     * @throws HttpProblem 400 with pointers if the description is at fault, 422 if the task belongs to no case
     */
    public AnnouncedFile announce(Caller caller, byte[] body) {
        AccessTable.require(caller, "file:upload");
        return begin(caller, UuidCreator.getTimeOrderedEpoch().toString(), reader.read(body));
    }

    /**
     * The same under a key: what was announced under it before is that file, with fresh links while its bytes are still to come.
     *
     * @throws HttpProblem 400 and 422 as well if the key is none, or was used for another file
     */
    public AnnouncedFile announce(Caller caller, String key, byte[] body) {
        AccessTable.require(caller, "file:upload");
        String id = UploadKeys.fileId(caller.tenant(), key);
        NewFile file = reader.read(body);
        Optional<FileRecord> before = catalog.find(caller.tenant(), id);
        return before.isPresent() ? again(caller, before.get(), file) : begin(caller, id, file);
    }

    private AnnouncedFile again(Caller caller, FileRecord before, NewFile file) {
        if (!before.createdBy().equals(caller.user()) || !NewFile.of(before).equals(file)) {
            throw UploadKeys.reuse();
        }
        if (before.state() != FileState.UPLOADING
                || store.objects().stat(key(before)).isPresent()) {
            return new AnnouncedFile(before.id(), null, true);
        }
        catalog.uploading(before);
        return new AnnouncedFile(before.id(), upload(before), true);
    }

    private AnnouncedFile begin(Caller caller, String id, NewFile file) {
        String caseId = caseOf(file.subject());
        String uploadId = limits.inParts(file.size())
                ? store.parts().begin(FileKeys.content(caller.tenant(), id, file.sha256()), file.contentType())
                : null;
        FileRecord announced = new FileRecord(
                id,
                caller.tenant(),
                file.name(),
                file.contentType(),
                file.size(),
                file.sha256(),
                file.subject(),
                caseId,
                FileState.UPLOADING,
                uploadId,
                caller.user(),
                clock.instant(),
                null);
        catalog.announce(announced);
        metrics.announced();
        return new AnnouncedFile(id, upload(announced), false);
    }

    /**
     * Fresh links for a file whose bytes are still to come; parts that are there need not be sent again.
     *
     * @throws HttpProblem 404 if there is no such file, 409 if its bytes are there and verified
     */
    public AnnouncedFile renew(Caller caller, String id) {
        AccessTable.require(caller, "file:upload");
        FileRecord file = catalog.require(caller, id);
        if (file.state() != FileState.UPLOADING) {
            throw Problems.conflict("already-verified", "The bytes of the file are there.");
        }
        catalog.uploading(file);
        return new AnnouncedFile(id, upload(file), false);
    }

    private Upload upload(FileRecord file) {
        String key = key(file);
        Upload.Completion completion = Upload.Completion.of(file.id());
        if (file.uploadId() == null) {
            Link link = store.links().put(key, file.contentType(), file.size(), file.sha256());
            return Upload.InOnePiece.of(link, completion);
        }
        List<Upload.Part> parts = IntStream.rangeClosed(1, limits.parts(file.size()))
                .mapToObj(number -> part(file, key, file.uploadId(), number))
                .toList();
        return Upload.InParts.of(limits.partBytes(), parts, completion);
    }

    private Upload.Part part(FileRecord file, String key, String uploadId, int number) {
        long size = limits.partSize(file.size(), number);
        Link link = store.links().putPart(key, uploadId, number, size);
        return new Upload.Part(number, size, link.url(), link.headers(), link.expires());
    }

    private static String key(FileRecord file) {
        return FileKeys.content(file.tenant(), file.id(), file.sha256());
    }

    private static String caseOf(String text) {
        Subject subject = Subject.parse(text);
        String root = EntityId.rootOf(subject.id());
        if (subject.entity().equals("task") && root.equals(subject.id())) {
            throw Problems.unprocessable(
                    "task-without-case",
                    "A file is attached to a case, and the task belongs to none.",
                    List.of(new FieldError("/subject", "belongs to no case")));
        }
        return root;
    }
}
