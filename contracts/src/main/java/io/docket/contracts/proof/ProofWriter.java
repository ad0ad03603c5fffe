package io.docket.contracts.proof;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.ChainLink;
import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.RecordLink;
import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.contracts.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a proof while the log goes by; its memory does not grow with it.
 *
 * <pre>
 *   {"title": {…},
 *    "spans": [
 *      {"after": {"number": n, "hash": "…"},
 *       "links": [{"event": {…}, "hash": "…"} | {"from": n, "digests": "base64", "hash": "…"}, …],
 *       "checkpoint": {…} | null}, …]}
 * </pre>
 *
 * A span leads from the event before one of the root to a signed checkpoint, link by link. Of the root's events it holds
 * everything, of others the digest alone. A hash is that of the chain after the link, as the next record or the checkpoint
 * tells it: it proves nothing, and lets a reader say which link is not what the chain goes on from.
 */
public final class ProofWriter implements AutoCloseable {
    /** Stands for a hash that nobody tells. */
    static final String UNKNOWN = "";

    private final JsonGenerator json;
    private final ProofScope scope;
    private final ByteArrayOutputStream digests = new ByteArrayOutputStream();
    private @Nullable LoggedRecord event;
    private @Nullable ChainHead head;

    /** Begins a proof; closing the writer leaves the stream open. */
    public ProofWriter(OutputStream out, ProofScope scope, ProofTitle title) throws IOException {
        this.scope = scope;
        json = ProofLimits.JSON.createGenerator(out, JsonEncoding.UTF8);
        json.setCodec(Json.mapper());
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        json.writeStartObject();
        json.writePOJOField("title", title);
        json.writeArrayFieldStart("spans");
    }

    /** Begins a span whose first event, the next one written, names this head as the one before it. */
    public void beginSpan(ChainHead after) throws IOException {
        head = after;
        json.writeStartObject();
        json.writeObjectFieldStart("after");
        json.writeNumberField("number", after.number());
        json.writeStringField("hash", after.hex());
        json.writeEndObject();
        json.writeArrayFieldStart("links");
    }

    /** The next record of the log: shown if it is the root's, else its digest alone. */
    public void add(LoggedRecord logged) throws IOException {
        RecordLink link = RecordLink.of(logged);
        ChainHead before = head();
        String told = told(link.link(), before);
        flushEvent(told);
        if (scope.covers(logged)) {
            flushDigests(before, told);
            event = logged;
        } else {
            if (digests.size() >= ProofLimits.DIGESTS_TOGETHER * ChainHead.HASH_BYTES) {
                flushDigests(before, told);
            }
            digests.write(link.digest());
        }
        head = before.after(link.link(), link.digest());
    }

    /** The hash before a record, as the record itself tells it; unknown if it says that it belongs elsewhere. */
    private static String told(ChainLink link, ChainHead computed) {
        if (!link.present()) {
            return computed.hex();
        }
        String prevHash = link.prevHash();
        return link.number() == computed.number() + 1 && prevHash != null ? prevHash : UNKNOWN;
    }

    private static String told(@Nullable SignedCheckpoint checkpoint, ChainHead computed) {
        if (checkpoint == null) {
            return computed.hex();
        }
        return checkpoint.checkpoint().events() == computed.number()
                ? checkpoint.checkpoint().hash()
                : UNKNOWN;
    }

    /** Ends the span, with the checkpoint that covers exactly up to here; without one only in the last span. */
    public void endSpan(@Nullable SignedCheckpoint checkpoint) throws IOException {
        ChainHead last = head();
        String told = told(checkpoint, last);
        flushEvent(told);
        flushDigests(last, told);
        json.writeEndArray();
        json.writePOJOField("checkpoint", checkpoint);
        json.writeEndObject();
        head = null;
    }

    /** Ends the proof. Without this what was written is no proof. */
    public void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
    }

    private void flushEvent(String hash) throws IOException {
        LoggedRecord waiting = event;
        if (waiting != null) {
            json.writeStartObject();
            json.writeFieldName("event");
            RecordJson.write(json, waiting);
            json.writeStringField("hash", hash);
            json.writeEndObject();
            event = null;
        }
    }

    private void flushDigests(ChainHead after, String hash) throws IOException {
        if (digests.size() > 0) {
            json.writeStartObject();
            json.writeNumberField("from", after.number() - digests.size() / ChainHead.HASH_BYTES + 1);
            json.writeBinaryField("digests", digests.toByteArray());
            json.writeStringField("hash", hash);
            json.writeEndObject();
            digests.reset();
        }
    }

    private ChainHead head() {
        if (head == null) {
            throw new IllegalStateException("no span has begun");
        }
        return head;
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
