package io.docket.contracts.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.LoggedRecord.Header;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log in a proof: {@code {"offset":5,"key":"P-1","headers":[["ce_id","…"],…],"value":"{…}"}}. Bytes are the
 * text that they spell in UTF-8, so that a person can read what is proven; those that spell none are
 * {@code {"base64":"…"}}.
 */
final class RecordJson {
    private static final int MAX_HEADERS = 256;

    private RecordJson() {}

    static void write(JsonGenerator json, LoggedRecord logged) throws IOException {
        json.writeStartObject();
        json.writeNumberField("offset", logged.offset());
        json.writeFieldName("key");
        write(json, logged.key());
        json.writeArrayFieldStart("headers");
        for (Header header : logged.headers()) {
            json.writeStartArray();
            json.writeString(header.name());
            write(json, header.value());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeFieldName("value");
        write(json, logged.value());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, byte @Nullable [] bytes) throws IOException {
        if (bytes == null) {
            json.writeNull();
            return;
        }
        String text = new String(bytes, UTF_8);
        if (Arrays.equals(text.getBytes(UTF_8), bytes)) {
            json.writeString(text);
        } else {
            json.writeStartObject();
            json.writeBinaryField("base64", bytes);
            json.writeEndObject();
        }
    }

    static LoggedRecord read(ProofTokens tokens, int partition) throws IOException, UnreadableProofException {
        tokens.expect(JsonToken.START_OBJECT);
        long offset = tokens.number("offset");
        tokens.field("key");
        byte[] key = bytes(tokens);
        tokens.field("headers");
        tokens.expect(JsonToken.START_ARRAY);
        List<Header> headers = new ArrayList<>();
        while (tokens.next() != JsonToken.END_ARRAY) {
            tokens.is(JsonToken.START_ARRAY);
            if (headers.size() == MAX_HEADERS) {
                throw tokens.unreadable("more than " + MAX_HEADERS + " headers");
            }
            tokens.expect(JsonToken.VALUE_STRING);
            String name = tokens.text();
            headers.add(new Header(name, bytes(tokens)));
            tokens.expect(JsonToken.END_ARRAY);
        }
        tokens.field("value");
        byte[] value = bytes(tokens);
        tokens.expect(JsonToken.END_OBJECT);
        return new LoggedRecord(partition, offset, key, value, headers);
    }

    private static byte @Nullable [] bytes(ProofTokens tokens) throws IOException, UnreadableProofException {
        return switch (tokens.next()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> tokens.text().getBytes(UTF_8);
            case START_OBJECT -> {
                byte[] bytes = tokens.binary("base64");
                tokens.expect(JsonToken.END_OBJECT);
                yield bytes;
            }
            default -> throw tokens.unreadable("neither a text nor base64");
        };
    }
}
