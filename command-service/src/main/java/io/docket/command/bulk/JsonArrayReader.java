package io.docket.command.bulk;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.payload.StrictJson;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command an element of a JSON array. An element that is too large is skipped and answered; after malformed JSON
 * there is no way to find the next element, so it is answered and the request ends.
 */
public final class JsonArrayReader implements BulkReader {
    private final InputStream body;
    private final ItemFormat format;
    private final int maxElementBytes;
    private @Nullable JsonParser json;
    private boolean ended;

    public JsonArrayReader(InputStream body, ItemFormat format, int maxElementBytes) {
        this.body = body;
        this.format = format;
        this.maxElementBytes = maxElementBytes;
    }

    @Override
    public @Nullable BulkItem next() throws IOException {
        if (ended) {
            return null;
        }
        try {
            if (json == null) {
                json = StrictJson.parser(body);
                if (json.nextToken() != JsonToken.START_ARRAY) {
                    return end(Refusal.invalid("the body is not a JSON array", List.of()));
                }
            }
            if (json.nextToken() == JsonToken.END_ARRAY) {
                ended = true;
                return json.nextToken() == null
                        ? null
                        : BulkItem.unreadable(Refusal.invalid("there is something behind the array", List.of()));
            }
            return element(json);
        } catch (JsonProcessingException | CharConversionException e) {
            return end(StrictJson.unreadable(e).refusal());
        }
    }

    private BulkItem element(JsonParser from) throws IOException {
        long start = from.currentTokenLocation().getByteOffset();
        TokenBuffer tokens = new TokenBuffer(from);
        int depth = 0;
        boolean tooLarge = false;
        do {
            JsonToken token = from.currentToken();
            if (token == null) {
                return end(Refusal.invalid("the array ends too early", List.of()));
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            tooLarge |= from.currentLocation().getByteOffset() - start > maxElementBytes;
            if (!tooLarge) {
                tokens.copyCurrentEvent(from);
            }
        } while (depth > 0 && advance(from));
        if (tooLarge) {
            return BulkItem.unreadable(Refusal.tooLarge("the element is over " + maxElementBytes + " bytes"));
        }
        int bytes = (int) (from.currentLocation().getByteOffset() - start);
        try {
            JsonNode value = tokens.asParserOnFirstToken().readValueAsTree();
            return format.item(value, bytes);
        } catch (Rejection rejection) {
            return BulkItem.unreadable(rejection.refusal());
        }
    }

    private static boolean advance(JsonParser from) throws IOException {
        from.nextToken();
        return true;
    }

    private BulkItem end(Refusal refusal) {
        ended = true;
        return BulkItem.unreadable(refusal);
    }
}
