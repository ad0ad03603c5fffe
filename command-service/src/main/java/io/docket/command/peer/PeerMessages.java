package io.docket.command.peer;

import com.google.protobuf.ByteString;
import io.docket.command.decision.Refusal;
import io.docket.command.definition.DefinitionKind;
import io.docket.command.payload.StrictJson;
import io.docket.command.peer.v1.CaseTypeReply;
import io.docket.command.peer.v1.NotHere;
import io.docket.command.peer.v1.SubmitReply;
import io.docket.command.peer.v1.SubmitRequest;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Answer.Accepted;
import io.docket.command.submit.Answer.Refused;
import io.docket.command.submit.Bearer;
import io.docket.command.submit.Cause;
import io.docket.command.submit.Submission;
import io.docket.contracts.command.CommandResult;
import io.docket.contracts.json.Json;
import io.docket.eventstore.route.Reply;
import io.docket.kit.identity.Caller;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Commands and answers as messages between instances; nothing is lost on the way. */
final class PeerMessages {
    private static final int FIRST_REFUSAL = 400;

    private PeerMessages() {}

    static SubmitRequest request(Submission submission) {
        SubmitRequest.Builder request = SubmitRequest.newBuilder()
                .setType(submission.type())
                .setPayload(bytes(submission.payload()))
                .setKey(Objects.requireNonNull(submission.key(), "a command without a key is not forwarded"))
                .setTraceparent(Objects.requireNonNullElse(submission.traceparent(), ""));
        if (submission.cause() != null) {
            request.setCause(submission.cause().text());
        }
        if (submission.ifMatch() != null) {
            request.setIfMatch(submission.ifMatch());
        }
        return request.build();
    }

    /** The command as it arrived at the other instance; who sends it is taken from the token alone. */
    static Submission submission(SubmitRequest request, Caller caller, Bearer bearer) {
        return new Submission(
                caller,
                request.getType(),
                StrictJson.read(request.getPayload().toByteArray()),
                request.getKey(),
                request.hasIfMatch() ? request.getIfMatch() : null,
                nullIfEmpty(request.getTraceparent()),
                Cause.parse(nullIfEmpty(request.getCause())),
                bearer);
    }

    static SubmitReply reply(Reply<Answer> reply) {
        return switch (reply) {
            case Reply.Answered<Answer>(Answer answer) ->
                SubmitReply.newBuilder().setAnswer(message(answer)).build();
            case Reply.NotHere<Answer>(String owner) ->
                SubmitReply.newBuilder().setNotHere(notHere(owner)).build();
            case Reply.NotAsked<Answer> _, Reply.Unknown<Answer> _ ->
                throw new IllegalStateException("an instance that was asked itself asks nobody else");
        };
    }

    static Reply<Answer> reply(SubmitReply reply) {
        return reply.hasAnswer()
                ? new Reply.Answered<>(answer(reply.getAnswer()))
                : new Reply.NotHere<>(nullIfEmpty(reply.getNotHere().getOwner()));
    }

    static io.docket.command.peer.v1.Answer message(Answer answer) {
        Object body = switch (answer) {
            case Accepted accepted -> accepted.result();
            case Refused refused -> refused.refusal();
        };
        return io.docket.command.peer.v1.Answer.newBuilder()
                .setStatus(answer.status())
                .setBody(bytes(body))
                .setReplayed(answer.replayed())
                .build();
    }

    static Answer answer(io.docket.command.peer.v1.Answer message) {
        byte[] body = message.getBody().toByteArray();
        return message.getStatus() < FIRST_REFUSAL
                ? new Accepted(message.getStatus(), Json.read(body, CommandResult.class), message.getReplayed())
                : new Refused(Json.read(body, Refusal.class), message.getReplayed());
    }

    static NotHere notHere(@Nullable String owner) {
        return NotHere.newBuilder()
                .setOwner(Objects.requireNonNullElse(owner, ""))
                .build();
    }

    static Reply<Long> currentVersion(CaseTypeReply reply) {
        return reply.hasFound() ? new Reply.Answered<>(reply.getFound().getVersion()) : notHere(reply);
    }

    static <D> Reply<Optional<D>> definition(CaseTypeReply reply, DefinitionKind<D> kind) {
        if (!reply.hasFound()) {
            return notHere(reply);
        }
        ByteString definition = reply.getFound().getDefinition();
        return new Reply.Answered<>(
                definition.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Json.read(definition.toByteArray(), kind.definition())));
    }

    private static <T> Reply<T> notHere(CaseTypeReply reply) {
        return new Reply.NotHere<>(nullIfEmpty(reply.getNotHere().getOwner()));
    }

    static ByteString bytes(Object value) {
        return ByteString.copyFrom(Json.bytes(value));
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}
