package io.docket.eventstore.internal.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.CloudEventHeaders;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A header in the index, packed: what the index writes and compacts is a third of what stands in the log.
 *
 * <pre>
 *   name   0 length text, or the number of a known name
 *   value  0 none, 1 the same as that of the header before, 2 a UUID(16), 3 a hash(32), else 4 + length, bytes
 * </pre>
 *
 * Lengths and numbers are varints. Whatever does not read back as it was is kept as it is.
 */
final class HeaderBytes {
    static final byte[] NONE = {};

    private static final int MISSING = 0;
    private static final int SAME = 1;
    private static final int UUID = 2;
    private static final int HASH = 3;
    private static final int PLAIN = 4;

    /** Part of the index's format: names are added at the end only. */
    private static final List<String> NAMES = List.of(
            CloudEventHeaders.ACTOR,
            CloudEventHeaders.CAUSATION_DEPTH,
            CloudEventHeaders.CAUSATION_ID,
            CloudEventHeaders.COMMAND_ID,
            CloudEventHeaders.CORRELATION_ID,
            CloudEventHeaders.ID,
            CloudEventHeaders.OCCURRED_AT,
            CloudEventHeaders.REASON,
            CloudEventHeaders.SEQUENCE,
            CloudEventHeaders.SOURCE,
            CloudEventHeaders.SPEC_VERSION,
            CloudEventHeaders.SUBJECT,
            CloudEventHeaders.SUBMITTER,
            CloudEventHeaders.TENANT,
            CloudEventHeaders.TIME,
            CloudEventHeaders.TYPE,
            CloudEventHeaders.CONTENT_TYPE,
            CloudEventHeaders.TRACEPARENT,
            CloudEventHeaders.PREV_HASH,
            CloudEventHeaders.CHAIN_NUMBER);

    private static final Map<String, Integer> NUMBERS = numbers();
    private static final int UUID_LENGTH = 36;
    private static final int HASH_LENGTH = 64;
    private static final byte[] DIGITS = digits();
    private static final int[] UUID_DIGITS = uuidDigits();

    private HeaderBytes() {}

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (String name : NAMES) {
            numbers.put(name, numbers.size() + 1);
        }
        return numbers;
    }

    /** @param before value of the header before */
    static void write(String name, byte @Nullable [] value, byte @Nullable [] before, ByteSink out) {
        Integer number = NUMBERS.get(name);
        if (number == null) {
            out.putVarint(0).putSized(name.getBytes(UTF_8));
        } else {
            out.putVarint(number);
        }
        if (value == null) {
            out.putVarint(MISSING);
        } else if (value == before || value.length == UUID_LENGTH && Arrays.equals(value, before)) {
            out.putVarint(SAME);
        } else if (!packed(value, out)) {
            out.putVarint(PLAIN + value.length).put(value);
        }
    }

    private static boolean packed(byte[] value, ByteSink out) {
        return switch (value.length) {
            case UUID_LENGTH -> packedUuid(value, out);
            case HASH_LENGTH -> packedHash(value, out);
            default -> false;
        };
    }

    private static boolean packedUuid(byte[] value, ByteSink out) {
        long first = 0;
        long second = 0;
        int wrong = 0;
        for (int i = 0; i < 16; i++) {
            int high = DIGITS[value[UUID_DIGITS[i]] & 0xFF];
            int low = DIGITS[value[UUID_DIGITS[i + 16]] & 0xFF];
            wrong |= high | low;
            first = first << 4 | high;
            second = second << 4 | low;
        }
        if (wrong < 0 || value[8] != '-' || value[13] != '-' || value[18] != '-' || value[23] != '-') {
            return false;
        }
        out.putVarint(UUID).putLong(first).putLong(second);
        return true;
    }

    private static boolean packedHash(byte[] value, ByteSink out) {
        int before = out.size();
        out.putVarint(HASH);
        int wrong = 0;
        for (int from = 0; from < HASH_LENGTH; from += 16) {
            long part = 0;
            for (int i = from; i < from + 16; i++) {
                int digit = DIGITS[value[i] & 0xFF];
                wrong |= digit;
                part = part << 4 | digit;
            }
            out.putLong(part);
        }
        if (wrong < 0) {
            out.cut(before);
        }
        return wrong >= 0;
    }

    /** What each byte is as a digit of lower case hex; -1 for all others. */
    private static byte[] digits() {
        byte[] digits = new byte[256];
        Arrays.fill(digits, (byte) -1);
        for (int digit = 0; digit < 16; digit++) {
            digits[Character.forDigit(digit, 16)] = (byte) digit;
        }
        return digits;
    }

    /** Where the digits of a UUID are in its text. */
    private static int[] uuidDigits() {
        return IntStream.range(0, UUID_LENGTH)
                .filter(i -> i != 8 && i != 13 && i != 18 && i != 23)
                .toArray();
    }

    static String name(ByteBuffer in) {
        int number = varint(in);
        return number == 0 ? new String(sized(in), UTF_8) : NAMES.get(number - 1);
    }

    static byte @Nullable [] value(byte @Nullable [] before, ByteBuffer in) {
        int kind = varint(in);
        return switch (kind) {
            case MISSING -> null;
            case SAME -> before;
            case UUID ->
                new java.util.UUID(in.getLong(), in.getLong()).toString().getBytes(ISO_8859_1);
            case HASH -> hash(in);
            default -> taken(in, kind - PLAIN);
        };
    }

    private static byte[] hash(ByteBuffer in) {
        return HexFormat.of().formatHex(taken(in, HASH_LENGTH / 2)).getBytes(ISO_8859_1);
    }

    static byte[] sized(ByteBuffer in) {
        return taken(in, varint(in));
    }

    private static byte[] taken(ByteBuffer in, int length) {
        byte[] taken = new byte[length];
        in.get(taken);
        return taken;
    }

    static int varint(ByteBuffer in) {
        int number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = in.get();
            number |= (next & 0x7F) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }
}
