package io.docket.local.documents;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
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
    private static final int COMMIT_DELAY_MILLIS = 200;
    private static final int COMMIT_BUFFER_KIB = 4096;
    private static final int CACHE_MIB = 32;
    private static final int RETENTION_MILLIS = 5000;

    private DocumentServer() {}

    /** Opens the file, binds the port and stays until it is stopped. */
    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[0]);
        Files.createDirectories(data);
        MVStore store = new MVStore.Builder()
                .fileName(data.resolve("views.mv").toString())
                .autoCommitBufferSize(COMMIT_BUFFER_KIB)
                .cacheSize(CACHE_MIB)
                .open();
        store.setAutoCommitDelay(COMMIT_DELAY_MILLIS);
        store.setRetentionTime(RETENTION_MILLIS);
        H2Backend backend = new H2Backend(store);
        backend.version(ServerVersion.MONGO_5_0);
        MongoServer server = new MongoServer(backend);
        server.bind("127.0.0.1", Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown));
        Thread.currentThread().join();
    }
}
