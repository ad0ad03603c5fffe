package io.docket.contracts.proof;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import io.docket.contracts.chain.ChainHead;
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
 * everything, of others the digest alone. A hash is that of the chain after the link: it says nothing that cannot be
 * computed, and lets a reader say which link was changed.
 */
public final class ProofWriter implements AutoCloseable {
    private final JsonGenerator json;
    private final ProofScope scope;
    private final int partition;
    private final ByteArrayOutputStream digests = new ByteArrayOutputStream();
    private @Nullable ChainHead head;

    /** Begins a proof; closing the writer leaves the stream open. */
    public ProofWriter(OutputStream out, ProofScope scope, ProofTitle title) throws IOException {
        this.scope = scope;
        this.partition = title.partition();
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
        if (scope.covers(logged)) {
            flushDigests(before);
            head = before.after(link.link(), link.digest());
            json.writeStartObject();
            json.writeFieldName("event");
            RecordJson.write(json, logged);
            json.writeStringField("hash", head().hex());
            json.writeEndObject();
        } else {
            head = before.after(link.link(), link.digest());
            digests.write(link.digest());
            if (digests.size() >= ProofLimits.DIGESTS_TOGETHER * ChainHead.HASH_BYTES) {
                flushDigests(head());
            }
        }
    }

    /** Ends the span, with the checkpoint that covers exactly up to here; without one only in the last span. */
    public void endSpan(@Nullable SignedCheckpoint checkpoint) throws IOException {
        flushDigests(head());
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

    /** Partition that the proof is about. */
    public int partition() {
        return partition;
    }

    private void flushDigests(ChainHead after) throws IOException {
        if (digests.size() > 0) {
            json.writeStartObject();
            json.writeNumberField("from", after.number() - digests.size() / ChainHead.HASH_BYTES + 1);
            json.writeBinaryField("digests", digests.toByteArray());
            json.writeStringField("hash", after.hex());
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
