package io.docket.command.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;

/** Reads JSON that others send: no duplicate keys, nothing behind the value, bounded depth, names and numbers. */
public final class StrictJson {
    /** Levels of nesting. */
    public static final int MAX_DEPTH = 64;

    /** Characters of a member's name. */
    public static final int MAX_NAME_LENGTH = 1_000;

    /** Digits of a number. */
    public static final int MAX_NUMBER_LENGTH = 200;

    /** Decimal places of a number, before or behind the point: {@code 1e999999999} would take a gigabyte to write out. */
    public static final int MAX_NUMBER_SCALE = 400;

    /** Characters of a string; larger ones exceed every limit of a command. */
    public static final int MAX_STRING_LENGTH = 8 << 20;

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .maxStringLength(MAX_STRING_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .nodeFactory(new BoundedNumbers())
            .build();

    private StrictJson() {}

    /** The value in the bytes. Rejects with 400 what is not exactly one JSON value. */
    public static JsonNode read(byte[] json) {
        return read(json, 0, json.length);
    }

    /** The value in a part of the bytes. Rejects with 400 what is not exactly one JSON value. */
    public static JsonNode read(byte[] json, int offset, int length) {
        try {
            JsonNode tree = MAPPER.readTree(json, offset, length);
            if (tree.isMissingNode()) {
                throw new Rejection(Refusal.invalid("the body is empty", List.of()));
            }
            return tree;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** A parser with the same rules, for a stream of values. */
    public static JsonParser parser(InputStream json) throws IOException {
        return MAPPER.createParser(json);
    }

    /** What to say about JSON that cannot be read. */
    public static Rejection unreadable(IOException e) {
        String detail = "the body is not JSON";
        if (e instanceof JsonProcessingException malformed) {
            JsonLocation at = malformed.getLocation();
            String where = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
            detail = "malformed JSON" + where + ": " + malformed.getOriginalMessage();
        }
        return new Rejection(Refusal.invalid(detail, List.of()));
    }

    private static final class BoundedNumbers extends JsonNodeFactory {
        private static final long serialVersionUID = 1L;

        BoundedNumbers() {
            super(true);
        }

        @Override
        public ValueNode numberNode(BigDecimal number) {
            if (number != null && Math.abs((long) number.scale()) > MAX_NUMBER_SCALE) {
                throw new Rejection(
                        Refusal.invalid("a number has more than " + MAX_NUMBER_SCALE + " places", List.of()));
            }
            return super.numberNode(number);
        }
    }
}
