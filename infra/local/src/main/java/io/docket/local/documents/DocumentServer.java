package io.docket.local.documents;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import org.h2.mvstore.MVStore;

/**
 * The MongoDB wire protocol over one H2 file. Arguments: data folder, port.
 *
 * <p>Commits every {@value #COMMIT_DELAY_MILLIS} ms, so a killed server loses that much. It holds views only: each
 * stores, in the same file, the position it has reached, and continues from there.
 */
public final class DocumentServer {
    private static final int COMMIT_DELAY_MILLIS = 1_000;
    private static final int CACHE_MIB = 32;
    private static final String FILE = "documents.mv";

    /** Of versions that wrote documents by Java's serialization. */
    private static final String FORMER_FILE = "views.mv";

    private DocumentServer() {}

    /** Opens the file, binds the port and stays until it is stopped. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(FORMER_FILE));
        WholeCommands backend = backend(folder);
        MongoServer server = new MongoServer(backend);
        server.bind("127.0.0.1", Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        while (backend.commitFinished()) {
            Thread.sleep(COMMIT_DELAY_MILLIS);
        }
    }

    /** The documents of a folder. */
    static WholeCommands backend(Path folder) {
        MVStore store = new MVStore.Builder()
                .fileName(folder.resolve(FILE).toString())
                .autoCommitDisabled()
                .cacheSize(CACHE_MIB)
                .open();
        WholeCommands backend = new WholeCommands(store);
        backend.version(ServerVersion.MONGO_5_0);
        return backend;
    }
}
