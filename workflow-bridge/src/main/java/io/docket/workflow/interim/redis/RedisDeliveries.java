package io.docket.workflow.interim.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.interim.BeginMessage;
import io.docket.workflow.interim.Deliveries;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.redis.Durability;
import io.docket.workflow.memory.redis.RedisKeys;
import io.quarkus.redis.datasource.RedisDataSource;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Deliveries in Redis: hash {@code message:<key>} with {@code payload} and {@code instance}, and string {@code
 * message:began:<engine key>}, JSON with key, name and correlation key of the message; for a month.
 */
public final class RedisDeliveries implements Deliveries {
    /** Longer than a message can live. */
    private static final String SECONDS = Long.toString(Duration.ofDays(31).toSeconds());

    /** KEYS message; ARGV field, value, other field, seconds. Returns what the other field holds. */
    private static final String NOTE = """
            redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
            redis.call('EXPIRE', KEYS[1], ARGV[4])
            return redis.call('HGET', KEYS[1], ARGV[3]) or ''
            """;

    private final RedisCalls calls;
    private final RedisKeys names;

    /** Deliveries in this Redis. */
    public RedisDeliveries(RedisDataSource redis, RedisKeys names) {
        this.calls = new RedisCalls(redis, Durability.NONE);
        this.names = names;
    }

    @Override
    public Optional<InstanceRef> payload(long messageKey, String payloadKey) {
        return note(messageKey, "payload", payloadKey, "instance").map(InstanceRef::parse);
    }

    @Override
    public Optional<String> taken(long messageKey, InstanceRef instance) {
        return note(messageKey, "instance", instance.key(), "payload");
    }

    @Override
    public void begun(long engineKey, BeginMessage message) {
        String json = Json.mapper().valueToTree(message).toString();
        calls.command("SET", names.messageBegan(engineKey), json, "EX", SECONDS);
    }

    @Override
    public Optional<BeginMessage> beginOf(long engineKey) {
        Response message = calls.command("GET", names.messageBegan(engineKey));
        return message == null
                ? Optional.empty()
                : Optional.of(begin(Json.tree(message.toString().getBytes(UTF_8))));
    }

    /** Of a message that was noted as its key alone, nothing else is known. */
    private static BeginMessage begin(JsonNode message) {
        return message.isIntegralNumber()
                ? new BeginMessage(message.longValue(), "", "")
                : new BeginMessage(
                        message.path("key").longValue(),
                        message.path("name").asText(),
                        message.path("correlationKey").asText());
    }

    private Optional<String> note(long messageKey, String field, String value, String other) {
        String found = calls.write(NOTE, List.of(names.message(messageKey)), List.of(field, value, other, SECONDS));
        return found.isEmpty() ? Optional.empty() : Optional.of(found);
    }
}
