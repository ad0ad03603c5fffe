package io.docket.contracts.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private static final byte[] JSON = "application/json".getBytes(UTF_8);

    private CloudEventHeaders() {}

    /** All headers of the event, in a fixed order; attributes without a value are left out. */
    public static Map<String, byte[]> write(EventEnvelope event) {
        Map<String, byte[]> headers = new LinkedHashMap<>(32);
        put(headers, ID, event.id());
        put(headers, SOURCE, event.source());
        headers.put(SPEC_VERSION, VERSION_1_0);
        put(headers, TYPE, event.type());
        put(headers, SUBJECT, event.subject().toString());
        put(headers, TIME, event.time().toString());
        put(headers, SEQUENCE, Long.toString(event.sequence()));
        put(headers, TENANT, event.tenant());
        put(headers, ACTOR, event.actor());
        put(headers, SUBMITTER, event.submitter());
        put(headers, COMMAND_ID, event.commandId());
        put(headers, CORRELATION_ID, event.correlationId());
        put(headers, CAUSATION_ID, event.causationId());
        put(headers, CAUSATION_DEPTH, Integer.toString(event.causationDepth()));
        put(headers, PREV_HASH, event.prevHash());
        put(
                headers,
                OCCURRED_AT,
                event.occurredAt() == null ? null : event.occurredAt().toString());
        put(headers, REASON, event.reason());
        Activity activity = event.activity();
        if (activity != null) {
            put(headers, ACTIVITY, activity.label());
            put(headers, LIFECYCLE, activity.lifecycle());
            put(headers, RESOURCE, activity.resource());
        }
        put(headers, TRACEPARENT, event.traceparent());
        headers.put(CONTENT_TYPE, JSON);
        return headers;
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

    private static void put(Map<String, byte[]> headers, String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value.getBytes(UTF_8));
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
