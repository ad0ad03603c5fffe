package io.docket.projection.mongo;

import io.docket.contracts.position.Position;
import io.docket.projection.deadletter.Eviction;
import io.docket.projection.deadletter.Letter;
import io.docket.projection.deadletter.RootKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** How letters and evictions are stored. What is asked for is a field of its own: operators write it, the owner the rest. */
final class LetterForm {
    static final String VIEW = "view";
    static final String TENANT = "tenant";
    static final String ROOT = "root";
    static final String PARTITION = "partition";
    static final String OFFSET = "offset";
    static final String PARKED_AT = "parkedAt";
    static final String REVISION = "revision";
    static final String REQUEST = "request";
    static final String LOG = "log";

    private LetterForm() {}

    /** The fields that the owner of the partition writes, at the next revision. */
    static Document fields(Letter letter) {
        return new Document(VIEW, letter.key().view())
                .append(TENANT, letter.key().tenant())
                .append(ROOT, letter.key().root())
                .append(PARTITION, letter.partition())
                .append(OFFSET, letter.offset())
                .append("queued", letter.queued())
                .append("unnoted", letter.isOverfull() ? letter.unnoted() : null)
                .append("eventId", letter.cause().eventId())
                .append("type", letter.cause().type())
                .append("subject", letter.cause().subject())
                .append("error", letter.cause().error())
                .append(PARKED_AT, Date.from(letter.parkedAt()))
                .append("attempts", letter.attempts())
                .append("triedAt", Date.from(letter.triedAt()))
                .append(REVISION, letter.revision() + 1);
    }

    static Letter letter(Document stored) {
        Long unnoted = stored.getLong("unnoted");
        Document request = stored.get(REQUEST, Document.class);
        return new Letter(
                new RootKey(stored.getString(VIEW), stored.getString(TENANT), stored.getString(ROOT)),
                stored.getInteger(PARTITION),
                stored.getLong(OFFSET),
                List.copyOf(stored.getList("queued", Long.class)),
                unnoted == null ? Letter.ALL_NOTED : unnoted,
                new Letter.Cause(
                        stored.getString("eventId"),
                        stored.getString("type"),
                        stored.getString("subject"),
                        stored.getString("error")),
                instant(stored, PARKED_AT),
                stored.getInteger("attempts"),
                instant(stored, "triedAt"),
                stored.getLong(REVISION),
                request == null ? null : request(request));
    }

    static Document stored(Letter.Request request) {
        return new Document("action", request.action().name())
                .append("by", request.by())
                .append("at", Date.from(request.at()))
                .append(OFFSET, request.offset())
                .append("reason", request.reason());
    }

    private static Letter.Request request(Document stored) {
        return new Letter.Request(
                Letter.Action.valueOf(stored.getString("action")),
                stored.getString("by"),
                instant(stored, "at"),
                stored.getLong(OFFSET),
                stored.getString("reason"));
    }

    static Document stored(Eviction eviction) {
        return new Document(VIEW, eviction.view())
                .append(TENANT, eviction.tenant())
                .append(ROOT, eviction.root())
                .append(PARTITION, eviction.position().partition())
                .append(OFFSET, eviction.position().offset())
                .append("eventId", eviction.eventId())
                .append("document", eviction.document())
                .append("by", eviction.by())
                .append("at", Date.from(eviction.at()))
                .append("reason", eviction.reason());
    }

    static Eviction eviction(Document stored) {
        @Nullable String document = stored.getString("document");
        return new Eviction(
                stored.getString(VIEW),
                stored.getString(TENANT),
                stored.getString(ROOT),
                new Position(stored.getInteger(PARTITION), stored.getLong(OFFSET)),
                stored.getString("eventId"),
                document,
                stored.getString("by"),
                instant(stored, "at"),
                stored.getString("reason"));
    }

    private static Instant instant(Document stored, String field) {
        return stored.getDate(field).toInstant();
    }
}
