package io.docket.local.documents;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/**
 * Ids of documents, and other indexed values. Texts, which nearly all of them are, are compared as they are; before them
 * those that are missing, after them anything else by its BSON.
 */
final class IdType extends BasicDataType<@Nullable Object> {
    static final IdType INSTANCE = new IdType();

    private static final byte MISSING = 0;
    private static final byte TEXT = 1;
    private static final byte OTHER = 2;
    private static final String VALUE = "";
    private static final int OBJECT_BYTES = 48;

    private IdType() {}

    @Override
    public int compare(@Nullable Object one, @Nullable Object other) {
        if (one instanceof String text && other instanceof String otherText) {
            return text.compareTo(otherText);
        }
        byte kind = kind(one);
        int byKind = Byte.compare(kind, kind(other));
        return byKind != 0 || kind != OTHER ? byKind : Arrays.compareUnsigned(bson(one), bson(other));
    }

    @Override
    public int getMemory(@Nullable Object id) {
        return OBJECT_BYTES + (id instanceof String text ? 2 * text.length() : 0);
    }

    @Override
    public void write(WriteBuffer buffer, @Nullable Object id) {
        byte kind = kind(id);
        buffer.put(kind);
        if (id instanceof String text) {
            buffer.putVarInt(text.length()).putStringData(text, text.length());
        } else if (kind == OTHER) {
            byte[] bytes = bson(id);
            buffer.putVarInt(bytes.length).put(bytes);
        }
    }

    @Override
    public Object read(ByteBuffer buffer) {
        byte kind = buffer.get();
        if (kind == MISSING) {
            return Missing.getInstance();
        }
        if (kind == TEXT) {
            return DataUtils.readString(buffer);
        }
        byte[] bytes = new byte[DataUtils.readVarInt(buffer)];
        buffer.get(bytes);
        return BsonBytes.document(bytes).get(VALUE);
    }

    @Override
    public @Nullable Object[] createStorage(int size) {
        return new Object[size];
    }

    private static byte kind(@Nullable Object id) {
        if (id instanceof String) {
            return TEXT;
        }
        return Missing.isNullOrMissing(id) ? MISSING : OTHER;
    }

    private static byte[] bson(@Nullable Object id) {
        return BsonBytes.of(new Document(VALUE, id));
    }
}
