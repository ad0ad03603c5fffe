package io.docket.contracts.envelope;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The envelope as CloudEvents 1.0 headers of a Kafka record in binary mode. Knows no Kafka class: headers are a map. */
public final class CloudEventHeaders {
    public static final String ID = "ce_id";
    public static final String SOURCE = "ce_source";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String TYPE = "ce_type";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String SEQUENCE = "ce_sequence";
    public static final String TENANT = "ce_tenant";
    public static final String ACTOR = "ce_actor";
    public static final String SUBMITTER = "ce_submitter";
    public static final String COMMAND_ID = "ce_commandid";
    public static final String CORRELATION_ID = "ce_correlationid";
    public static final String CAUSATION_ID = "ce_causationid";
    public static final String CAUSATION_DEPTH = "ce_causationdepth";
    public static final String PREV_HASH = "ce_prevhash";

    /** Number of the event in its partition, from 1; beside {@link #PREV_HASH}, written by the log alone. */
    public static final String CHAIN_NUMBER = "ce_chainnumber";

    public static final String OCCURRED_AT = "ce_occurredat";
    public static final String REASON = "ce_reason";

    /** Name of the activity; empty for an event that is no step of its own. */
    public static final String ACTIVITY = "ce_activity";

    public static final String LIFECYCLE = "ce_lifecycle";
    public static final String RESOURCE = "ce_resource";
    public static final String TRACEPARENT = "traceparent";
    public static final String CONTENT_TYPE = "content-type";

    private static final byte[] VERSION_1_0 = "1.0".getBytes(UTF_8);
    private static final byte[] ZERO = {'0'};
    private static final byte[] JSON = "application/json".getBytes(UTF_8);

    private CloudEventHeaders() {}

    /** All headers of the event, in the order of their names; attributes without a value are left out. */
    public static Map<String, byte[]> write(EventEnvelope event) {
        Map<String, byte[]> headers = new LinkedHashMap<>(32);
        write(event, headers::put);
        return headers;
    }

    /** Hands over all headers of the event, in the order of their names; attributes without a value are left out. */
    public static void write(EventEnvelope event, BiConsumer<String, byte[]> header) {
        byte[] commandId = event.commandId().getBytes(UTF_8);
        Activity activity = event.activity();
        put(header, ACTIVITY, activity == null ? null : activity.label());
        put(header, ACTOR, event.actor());
        header.accept(CAUSATION_DEPTH, digits(event.causationDepth()));
        header.accept(CAUSATION_ID, same(event.causationId(), event.commandId(), commandId));
        header.accept(COMMAND_ID, commandId);
        header.accept(CORRELATION_ID, same(event.correlationId(), event.commandId(), commandId));
        put(header, ID, event.id());
        put(header, LIFECYCLE, activity == null ? null : activity.lifecycle());
        put(header, OCCURRED_AT, event.occurredAt());
        put(header, PREV_HASH, event.prevHash());
        put(header, REASON, event.reason());
        put(header, RESOURCE, activity == null ? null : activity.resource());
        header.accept(SEQUENCE, digits(event.sequence()));
        put(header, SOURCE, event.source());
        header.accept(SPEC_VERSION, VERSION_1_0);
        put(header, SUBJECT, event.subject());
        put(header, SUBMITTER, event.submitter());
        put(header, TENANT, event.tenant());
        put(header, TIME, event.time());
        put(header, TYPE, event.type());
        header.accept(CONTENT_TYPE, JSON);
        put(header, TRACEPARENT, event.traceparent());
    }

    private static byte[] digits(long number) {
        return number == 0 ? ZERO : Long.toString(number).getBytes(ISO_8859_1);
    }

    /** A first command is its own cause: its id is encoded once. */
    private static byte[] same(String id, String commandId, byte[] encoded) {
        return id.equals(commandId) ? encoded : id.getBytes(UTF_8);
    }

    /**
     * The event of a record.
     *
     * @param key key of the record, the root
     * @param header value of a header by name, {@code null} where the record has none
     * @param value value of the record
     * @throws IllegalArgumentException if a required attribute is missing or malformed
     */
    public static EventEnvelope read(String key, Function<String, byte @Nullable []> header, byte[] value) {
        try {
            return envelope(key, header, value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("record with a malformed time: " + e.getMessage(), e);
        }
    }

    private static EventEnvelope envelope(String key, Function<String, byte @Nullable []> header, byte[] value) {
        String occurredAt = optional(header, OCCURRED_AT);
        return new EventEnvelope(
                required(header, ID),
                required(header, SOURCE),
                required(header, TYPE),
                Subject.parse(required(header, SUBJECT)),
                key,
                Instant.parse(required(header, TIME)),
                Long.parseLong(required(header, SEQUENCE)),
                required(header, TENANT),
                required(header, ACTOR),
                optional(header, SUBMITTER),
                required(header, COMMAND_ID),
                required(header, CORRELATION_ID),
                required(header, CAUSATION_ID),
                Integer.parseInt(required(header, CAUSATION_DEPTH)),
                optional(header, PREV_HASH),
                optional(header, TRACEPARENT),
                occurredAt == null ? null : OffsetDateTime.parse(occurredAt),
                optional(header, REASON),
                Activity.of(optional(header, ACTIVITY), optional(header, LIFECYCLE), optional(header, RESOURCE)),
                value);
    }

    private static void put(BiConsumer<String, byte[]> header, String name, @Nullable Object value) {
        if (value != null) {
            header.accept(name, value.toString().getBytes(UTF_8));
        }
    }

    private static @Nullable String optional(Function<String, byte @Nullable []> header, String name) {
        byte[] value = header.apply(name);
        return value == null ? null : new String(value, UTF_8);
    }

    private static String required(Function<String, byte @Nullable []> header, String name) {
        String value = optional(header, name);
        if (value == null) {
            throw new IllegalArgumentException("record without header " + name);
        }
        return value;
    }
}
