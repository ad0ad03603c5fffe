package io.docket.local.documents;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;

/**
 * A backend that commits only between commands. A document and its index entries are in different maps of the store: a
 * kill after a commit in the middle of a command would part them for good.
 */
final class WholeCommands extends H2Backend {
    private final MVStore store;
    private final ReadWriteLock commands = new ReentrantReadWriteLock();

    WholeCommands(MVStore store) {
        super(store);
        this.store = store;
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new BsonDatabase(name, getMvStore(), getCursorRegistry());
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        commands.readLock().lock();
        try {
            return super.handleMessage(message);
        } finally {
            commands.readLock().unlock();
        }
    }

    /** Makes every finished command durable; false if the store is closed. */
    boolean commitFinished() {
        commands.writeLock().lock();
        try {
            if (store.isClosed()) {
                return false;
            }
            store.commit();
            return true;
        } finally {
            commands.writeLock().unlock();
        }
    }
}
