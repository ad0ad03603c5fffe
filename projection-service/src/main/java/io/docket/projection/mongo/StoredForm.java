package io.docket.projection.mongo;

import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/**
 * How a document is stored: {@code {_id, view: {at, tenant, keys, doc}}}. All of it is in the one field {@code view},
 * with the offset in front, so that {@code $max} lets the document with more events win: the database compares embedded
 * documents field by field.
 */
final class StoredForm {
    static final String ID = "_id";
    static final String VIEW = "view";
    static final String DOC = "view.doc";

    private StoredForm() {}

    /** The value of {@code view}. */
    static org.bson.Document view(DocumentKey key, Document document, Map<String, Object> queryKeys) {
        org.bson.Document view = new org.bson.Document("at", document.at()).append("tenant", key.tenant());
        if (!queryKeys.isEmpty()) {
            view.append("keys", stored(queryKeys));
        }
        return view.append("doc", stored(document.fields()));
    }

    /** The document behind a stored one. */
    @SuppressWarnings("unchecked")
    static Document document(org.bson.Document stored) {
        org.bson.Document view = stored.get(VIEW, org.bson.Document.class);
        Object doc = view.get("doc");
        Map<String, @Nullable Object> fields =
                doc == null ? new LinkedHashMap<>() : (Map<String, @Nullable Object>) plain(doc);
        Number at = view.get("at", Number.class);
        return new Document(at == null ? Document.NEVER : at.longValue(), fields);
    }

    /** The key behind a stored document's id. */
    static DocumentKey key(String view, org.bson.Document stored) {
        String id = stored.getString(ID);
        int slash = id.indexOf('/');
        return new DocumentKey(view, id.substring(0, slash), id.substring(slash + 1));
    }

    /** A value as the driver takes it. */
    @Nullable
    static Object stored(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> {
                org.bson.Document document = new org.bson.Document();
                map.forEach((name, inner) -> document.append(FieldNames.escape((String) name), stored(inner)));
                yield document;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(inner -> copy.add(stored(inner)));
                yield copy;
            }
            case Instant instant -> Date.from(instant);
            case BigDecimal decimal -> new Decimal128(decimal);
            default -> value;
        };
    }

    /** A value as documents hold it. */
    @Nullable
    static Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Map<?, ?> map -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((name, inner) -> copy.put(FieldNames.unescape((String) name), plain(inner)));
                yield copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(inner -> copy.add(plain(inner)));
                yield copy;
            }
            case Date date -> date.toInstant();
            case Decimal128 decimal -> decimal.bigDecimalValue();
            case Integer number -> number.longValue();
            default -> value;
        };
    }
}
