package io.docket.eventstore.axon.routing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.docket.contracts.json.Json;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.OverloadedException;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.axon.deadline.HandlerOverdueException;
import io.docket.eventstore.route.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Commands and answers as bytes between instances. What the store answers keeps its type on the way. */
final class Messages {
    private static final ObjectMapper MAPPER = Json.mapper()
            .copy()
            .setVisibility(PropertyAccessor.FIELD, Visibility.ANY)
            .setVisibility(PropertyAccessor.GETTER, Visibility.NONE)
            .setVisibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .setVisibility(PropertyAccessor.CREATOR, Visibility.ANY);

    private final Serializer serializer;

    Messages(Serializer serializer) {
        this.serializer = serializer;
    }

    byte[] command(CommandMessage<?> command) {
        return write(new ForwardedCommand(command, serializer));
    }

    CommandMessage<?> command(byte[] bytes) {
        return read(bytes, ForwardedCommand.class).getCommandMessage(serializer);
    }

    /** Tells the same command from another one with the same key. */
    String fingerprint(CommandMessage<?> command) {
        MessageDigest digest = sha256();
        digest.update(command.getCommandName().getBytes(UTF_8));
        digest.update((byte) 0);
        digest.update(command.serializePayload(serializer, byte[].class).getData());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    static byte[] notHere(@Nullable String owner) {
        return write(new Answer(Answer.Kind.NOT_HERE, owner));
    }

    byte[] result(String commandId, CommandResultMessage<?> result) {
        return write(result.isExceptional() ? failure(commandId, result) : carriedOut(commandId, result, null));
    }

    private Answer carriedOut(String commandId, CommandResultMessage<?> result, @Nullable StoreAnswer store) {
        return new Answer(Answer.Kind.RESULT, null, new ForwardedResult(commandId, result, serializer), store);
    }

    private Answer failure(String commandId, CommandResultMessage<?> result) {
        Throwable failure = result.exceptionResult();
        return switch (failure) {
            case NotOwnerException _,
                    OverloadedException _,
                    StoreUnavailableException _,
                    HandlerOverdueException _,
                    OwnerUnavailableException _ -> new Answer(Answer.Kind.NOT_NOW, failure.getMessage());
            case ConcurrencyException _ -> new Answer(Answer.Kind.CONFLICT, failure.getMessage());
            case UnknownOutcomeException _ -> new Answer(Answer.Kind.UNKNOWN, failure.getMessage());
            default -> carriedOut(commandId, result, StoreAnswer.of(failure));
        };
    }

    Reply<CommandResultMessage<?>> reply(byte[] bytes) {
        Answer answer = read(bytes, Answer.class);
        String text = Objects.requireNonNullElse(answer.text(), "");
        return switch (answer.kind()) {
            case NOT_HERE -> new Reply.NotHere<>(answer.text());
            case NOT_NOW -> new Reply.NotAsked<>(text);
            case CONFLICT -> new Reply.Answered<>(failed(new ConcurrencyException(text)));
            case UNKNOWN -> new Reply.Unknown<>(text);
            case RESULT -> new Reply.Answered<>(result(answer));
        };
    }

    private CommandResultMessage<?> result(Answer answer) {
        EventStoreException known =
                answer.store() == null ? null : answer.store().exception();
        return known == null
                ? Objects.requireNonNull(answer.result()).getCommandResultMessage(serializer)
                : failed(known);
    }

    static <R> CommandResultMessage<R> failed(Throwable failure) {
        return GenericCommandResultMessage.asCommandResultMessage(failure);
    }

    private static byte[] write(Object message) {
        try {
            return MAPPER.writeValueAsBytes(message);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(byte[] bytes, Class<T> type) {
        try {
            return MAPPER.readValue(bytes, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
