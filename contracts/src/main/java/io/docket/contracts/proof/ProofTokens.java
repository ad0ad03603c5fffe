package io.docket.contracts.proof;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.docket.contracts.json.Json;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The tokens of a proof, in the one order that the format has; whatever else comes is refused with its place. */
final class ProofTokens implements AutoCloseable {
    private final JsonParser json;
    private String progress = "before its first event";

    ProofTokens(InputStream in) throws IOException {
        json = ProofLimits.JSON.createParser(in);
        json.setCodec(Json.mapper());
    }

    /** Says in an error how far the reading came. */
    void reached(String where) {
        progress = where;
    }

    JsonToken next() throws IOException, UnreadableProofException {
        JsonToken token = advance();
        if (token == null) {
            throw unreadable("it ends too early");
        }
        return token;
    }

    void expect(JsonToken wanted) throws IOException, UnreadableProofException {
        next();
        is(wanted);
    }

    void is(JsonToken wanted) throws UnreadableProofException {
        if (json.currentToken() != wanted) {
            throw unreadable("no " + wanted + " but " + json.currentToken());
        }
    }

    void field(String name) throws IOException, UnreadableProofException {
        next();
        named(name);
    }

    void named(String name) throws IOException, UnreadableProofException {
        if (json.currentToken() != JsonToken.FIELD_NAME || !name.equals(json.currentName())) {
            throw unreadable("no field \"" + name + "\"");
        }
    }

    boolean isField(String name) throws IOException {
        return json.currentToken() == JsonToken.FIELD_NAME && name.equals(json.currentName());
    }

    String text() throws IOException, UnreadableProofException {
        return read(json::getText, "no JSON");
    }

    String text(String field) throws IOException, UnreadableProofException {
        field(field);
        expect(JsonToken.VALUE_STRING);
        return text();
    }

    long number(String field) throws IOException, UnreadableProofException {
        field(field);
        return longValue();
    }

    long longValue() throws IOException, UnreadableProofException {
        expect(JsonToken.VALUE_NUMBER_INT);
        return read(json::getLongValue, "a number that is too large");
    }

    byte[] binary(String field) throws IOException, UnreadableProofException {
        field(field);
        expect(JsonToken.VALUE_STRING);
        String text = text();
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            throw unreadable("no base64");
        }
        throw unreadable("base64 that is written otherwise than it is made");
    }

    /** A whole value that is small; its first token is the current one. */
    <T> T value(Class<T> type) throws IOException, UnreadableProofException {
        return read(() -> json.readValueAs(type), "no " + type.getSimpleName());
    }

    /** Nothing may follow. */
    void end() throws IOException, UnreadableProofException {
        if (advance() != null) {
            throw unreadable("something follows its end");
        }
    }

    UnreadableProofException unreadable(String what) {
        return new UnreadableProofException("not a proof: " + what + ", at byte "
                + Math.max(0, json.currentLocation().getByteOffset()) + ", " + progress);
    }

    private @Nullable JsonToken advance() throws IOException, UnreadableProofException {
        return read(json::nextToken, "no JSON");
    }

    private interface Step<T extends @Nullable Object> {
        T get() throws IOException;
    }

    private <T extends @Nullable Object> T read(Step<T> step, String otherwise)
            throws IOException, UnreadableProofException {
        try {
            return step.get();
        } catch (JsonEOFException cut) {
            throw unreadable("it ends too early");
        } catch (JsonProcessingException | CharConversionException other) {
            throw unreadable(otherwise);
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
