package io.docket.files.read;

import io.docket.files.catalog.FileCatalog;
import io.docket.files.catalog.FileRecord;
import io.docket.files.catalog.FileState;
import io.docket.files.metrics.FileMetrics;
import io.docket.files.store.ByteRange;
import io.docket.files.store.FileKeys;
import io.docket.files.store.FileStore;
import io.docket.files.store.StoredBytes;
import io.docket.kit.access.AccessTable;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What readers get: the description of a file, a link to its bytes, or the bytes. */
public final class Downloads {
    private final FileStore store;
    private final FileCatalog catalog;
    private final FileMetrics metrics;

    public Downloads(FileStore store, FileCatalog catalog, FileMetrics metrics) {
        this.store = store;
        this.catalog = catalog;
        this.metrics = metrics;
    }

    /** The description. Throws {@link HttpProblem} 404 if the tenant has no such file. */
    public FileRecord describe(Caller caller, String id) {
        AccessTable.require(caller, "query:files");
        return catalog.require(caller, id);
    }

    /** The description of a file that can be read. Throws {@link HttpProblem} 404 if its bytes are not verified. */
    public FileRecord readable(Caller caller, String id) {
        FileRecord file = describe(caller, id);
        if (file.state() == FileState.UPLOADING) {
            throw Problems.notFound("The bytes of the file " + id + " are not there yet.");
        }
        return file;
    }

    /** A link to the bytes, to save under the file's name. */
    public URI link(FileRecord file) {
        metrics.read();
        return store.links()
                .get(key(file), file.contentType(), ContentDisposition.attachment(file.name()))
                .url();
    }

    /** The bytes, or a part of them. */
    public StoredBytes open(FileRecord file, @Nullable ByteRange range) {
        metrics.read();
        return store.objects().open(key(file), range);
    }

    private static String key(FileRecord file) {
        return FileKeys.content(file.tenant(), file.id(), file.sha256());
    }
}
