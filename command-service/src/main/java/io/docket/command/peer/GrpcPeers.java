package io.docket.command.peer;

import io.docket.command.decision.Refusal;
import io.docket.command.definition.DefinitionKind;
import io.docket.command.peer.v1.CaseTypeReply;
import io.docket.command.peer.v1.CaseTypeRequest;
import io.docket.command.peer.v1.PeerGrpc;
import io.docket.command.peer.v1.PeerGrpc.PeerBlockingStub;
import io.docket.command.peer.v1.ReceiptReply;
import io.docket.command.peer.v1.ReceiptRequest;
import io.docket.command.peer.v1.SubmitRequest;
import io.docket.command.route.Peers;
import io.docket.command.route.Receipt;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Bearer;
import io.docket.command.submit.Submission;
import io.docket.eventstore.route.Reply;
import io.docket.eventstore.route.grpc.CallFailures;
import io.docket.eventstore.route.grpc.Link;
import io.docket.eventstore.route.grpc.Links;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Other instances over gRPC: one connection each, opened when it is first needed and closed when it is not any more. */
public final class GrpcPeers implements Peers, AutoCloseable {
    private final PeerLimits limits;
    private final MeterRegistry registry;
    private final Links links;

    /** @param registry gets {@code docket.peer.calls}: count and latency by {@code call} and {@code outcome} */
    public GrpcPeers(PeerLimits limits, PeerSecurity security, MeterRegistry registry) {
        this.limits = limits;
        this.registry = registry;
        this.links = new Links(security.credentials(), security.name(), limits.inFlight());
    }

    @Override
    public Reply<Answer> submit(String address, Submission submission, Bearer bearer) {
        SubmitRequest request = PeerMessages.request(submission);
        Link link = links.to(address);
        if (!link.enter(limits.patience())) {
            return new Reply.NotAsked<>(
                    limits.inFlight() + " commands are under way to the owner of the partition, " + address);
        }
        try {
            return call("submit", address, link, bearer, limits.deadline(), stub -> submit(stub, request));
        } finally {
            link.leave();
        }
    }

    /** A token that has expired on the way is the client's to renew: to try again with it would be in vain. */
    private static Reply<Answer> submit(PeerBlockingStub stub, SubmitRequest request) {
        try {
            return PeerMessages.reply(stub.submit(request));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNAUTHENTICATED) {
                return new Reply.Answered<>(
                        new Answer.Refused(Refusal.unauthenticated("the token is not valid, or not any more")));
            }
            throw e;
        }
    }

    @Override
    public Reply<Long> currentVersion(String address, DefinitionKind<?> kind, String id, Bearer bearer) {
        CaseTypeRequest request = CaseTypeRequest.newBuilder().setId(id).build();
        return lookUp(kind.entity(), address, bearer, stub -> PeerMessages.currentVersion(ask(stub, kind, request)));
    }

    @Override
    public <D> Reply<Optional<D>> definition(
            String address, DefinitionKind<D> kind, String id, long version, Bearer bearer) {
        CaseTypeRequest request =
                CaseTypeRequest.newBuilder().setId(id).setVersion(version).build();
        return lookUp(kind.entity(), address, bearer, stub -> PeerMessages.definition(ask(stub, kind, request), kind));
    }

    private static CaseTypeReply ask(PeerBlockingStub stub, DefinitionKind<?> kind, CaseTypeRequest request) {
        if (kind.equals(DefinitionKind.FORM)) {
            return stub.form(request);
        }
        return kind.equals(DefinitionKind.RECORD_TYPE) ? stub.recordType(request) : stub.caseType(request);
    }

    @Override
    public Reply<Receipt> receipt(String address, String receipt, Bearer bearer) {
        ReceiptRequest request = ReceiptRequest.newBuilder().setReceipt(receipt).build();
        return lookUp("receipt", address, bearer, stub -> {
            ReceiptReply reply = stub.receipt(request);
            Answer answer = reply.hasAnswer() ? PeerMessages.answer(reply.getAnswer()) : null;
            return new Reply.Answered<>(new Receipt(reply.getPending(), answer));
        });
    }

    private <T> Reply<T> lookUp(
            String call, String address, Bearer bearer, Function<PeerBlockingStub, Reply<T>> question) {
        return call(call, address, links.to(address), bearer, limits.lookupDeadline(), question);
    }

    private <T> Reply<T> call(
            String call,
            String address,
            Link link,
            Bearer bearer,
            Duration deadline,
            Function<PeerBlockingStub, Reply<T>> question) {
        long start = System.nanoTime();
        Reply<T> reply = reply(address, link, stub(link, bearer, deadline), question);
        registry.timer("docket.peer.calls", "call", call, "outcome", outcome(reply))
                .record(Duration.ofNanos(System.nanoTime() - start));
        return reply;
    }

    private static PeerBlockingStub stub(Link link, Bearer bearer, Duration deadline) {
        return PeerGrpc.newBlockingStub(link.channel())
                .withCallCredentials(BearerMetadata.credentials(bearer))
                .withDeadlineAfter(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static <T> Reply<T> reply(
            String address, Link link, PeerBlockingStub stub, Function<PeerBlockingStub, Reply<T>> question) {
        try {
            return question.apply(stub);
        } catch (StatusRuntimeException e) {
            link.connectAnew();
            return CallFailures.reply(address, e);
        }
    }

    private static String outcome(Reply<?> reply) {
        return switch (reply) {
            case Reply.Answered<?> _ -> "answered";
            case Reply.NotHere<?> _ -> "not-here";
            case Reply.NotAsked<?> _ -> "not-asked";
            case Reply.Unknown<?> _ -> "unknown";
        };
    }

    @Override
    public void close() {
        links.close();
    }
}
