package io.docket.local.documents;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/**
 * A database whose maps have types of their own. By itself the store knows documents and keys as any Java objects: it
 * writes them by Java's serialization, and compares two keys by writing both.
 */
final class BsonDatabase extends H2Database {
    private final MVStore store;

    BsonDatabase(String name, MVStore store, CursorRegistry cursors) {
        this.store = store;
        super(name, store, cursors);
    }

    @Override
    protected MongoCollection<Object> openOrCreateCollection(String collection, CollectionOptions options) {
        MVMap<Object, byte[]> documents = store.openMap(
                "databases." + getFullCollectionNamespace(collection),
                new MVMap.Builder<Object, byte[]>().keyType(IdType.INSTANCE).valueType(ByteArrayDataType.INSTANCE));
        return new BsonCollection(this, collection, options, cursorRegistry, documents);
    }

    /** Opens the map; the index then finds it open. */
    @Override
    protected Index<Object> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        store.openMap(
                getFullCollectionNamespace(collection) + "._index_" + index,
                new MVMap.Builder<KeyValue, Object>().keyType(KeyType.INSTANCE).valueType(IdType.INSTANCE));
        return super.openOrCreateUniqueIndex(collection, index, keys, sparse);
    }
}
