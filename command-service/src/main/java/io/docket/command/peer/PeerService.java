package io.docket.command.peer;

import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.definition.OwnDefinitions;
import io.docket.command.peer.v1.CaseTypeReply;
import io.docket.command.peer.v1.CaseTypeRequest;
import io.docket.command.peer.v1.CaseTypeVersion;
import io.docket.command.peer.v1.PeerGrpc;
import io.docket.command.peer.v1.ReceiptReply;
import io.docket.command.peer.v1.ReceiptRequest;
import io.docket.command.peer.v1.SubmitReply;
import io.docket.command.peer.v1.SubmitRequest;
import io.docket.command.route.OwnReceipts;
import io.docket.command.route.Receipt;
import io.docket.command.route.RoutedCommands;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Bearer;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.FormEvent;
import io.docket.contracts.event.RecordTypeEvent;
import io.docket.eventstore.route.Reply;
import io.docket.eventstore.route.Route;
import io.docket.kit.identity.Caller;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * What this instance answers to others. Every call is authenticated by the token of the user behind it, which is verified
 * here again: another instance is trusted with nothing. What is not owned here is never forwarded.
 */
public class PeerService extends PeerGrpc.PeerImplBase {
    private static final Logger LOG = Logger.getLogger(PeerService.class);

    private final RoutedCommands commands;
    private final OwnDefinitions<CaseTypeEvent.Defined> caseTypes;
    private final OwnDefinitions<RecordTypeEvent.Defined> recordTypes;
    private final OwnDefinitions<FormEvent.Defined> forms;
    private final OwnReceipts receipts;
    private final Route route;
    private final CallerOfToken callers;
    private final Semaphore room;

    /** @param capacity commands of other instances carried out at once */
    public PeerService(
            RoutedCommands commands,
            OwnDefinitions<CaseTypeEvent.Defined> caseTypes,
            OwnDefinitions<RecordTypeEvent.Defined> recordTypes,
            OwnDefinitions<FormEvent.Defined> forms,
            OwnReceipts receipts,
            Route route,
            CallerOfToken callers,
            int capacity) {
        this.commands = commands;
        this.caseTypes = caseTypes;
        this.recordTypes = recordTypes;
        this.forms = forms;
        this.receipts = receipts;
        this.route = route;
        this.callers = callers;
        this.room = new Semaphore(capacity);
    }

    @Override
    public void submit(SubmitRequest request, StreamObserver<SubmitReply> observer) {
        serve(observer, (caller, bearer) -> PeerMessages.reply(submit(request, caller, bearer)));
    }

    private Reply<Answer> submit(SubmitRequest request, Caller caller, Bearer bearer) {
        if (request.getKey().isEmpty()) {
            throw Status.INVALID_ARGUMENT
                    .withDescription("a forwarded command has a key")
                    .asRuntimeException();
        }
        if (!room.tryAcquire()) {
            throw Status.RESOURCE_EXHAUSTED
                    .withDescription("too many commands of other instances are under way")
                    .asRuntimeException();
        }
        try {
            return commands.submitHere(PeerMessages.submission(request, caller, bearer));
        } catch (Rejection rejection) {
            return new Reply.Answered<>(new Answer.Refused(rejection.refusal()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "event=forwarded-command-failed type=%s", request.getType());
            return new Reply.Answered<>(new Answer.Refused(Refusal.failed()));
        } finally {
            room.release();
        }
    }

    @Override
    public void caseType(CaseTypeRequest request, StreamObserver<CaseTypeReply> observer) {
        serve(observer, (caller, bearer) -> definition(caseTypes, request, caller.tenant()));
    }

    @Override
    public void recordType(CaseTypeRequest request, StreamObserver<CaseTypeReply> observer) {
        serve(observer, (caller, bearer) -> definition(recordTypes, request, caller.tenant()));
    }

    @Override
    public void form(CaseTypeRequest request, StreamObserver<CaseTypeReply> observer) {
        serve(observer, (caller, bearer) -> definition(forms, request, caller.tenant()));
    }

    private CaseTypeReply definition(OwnDefinitions<?> definitions, CaseTypeRequest request, String tenant) {
        String id = request.getId();
        if (!definitions.isHere(tenant, id)) {
            return CaseTypeReply.newBuilder()
                    .setNotHere(PeerMessages.notHere(route.otherOwnerOf(definitions.partitionOf(tenant, id))))
                    .build();
        }
        CaseTypeVersion.Builder found = CaseTypeVersion.newBuilder();
        if (request.getVersion() == 0) {
            found.setVersion(definitions.current(tenant, id));
        } else {
            definitions
                    .version(tenant, id, request.getVersion())
                    .ifPresent(defined ->
                            found.setVersion(request.getVersion()).setDefinition(PeerMessages.bytes(defined)));
        }
        return CaseTypeReply.newBuilder().setFound(found).build();
    }

    @Override
    public void receipt(ReceiptRequest request, StreamObserver<ReceiptReply> observer) {
        serve(observer, (caller, bearer) -> {
            Receipt receipt = receipts.of(caller.tenant(), request.getReceipt());
            ReceiptReply.Builder reply = ReceiptReply.newBuilder().setPending(receipt.pending());
            if (receipt.answer() != null) {
                reply.setAnswer(PeerMessages.message(receipt.answer()));
            }
            return reply.build();
        });
    }

    private <R> void serve(StreamObserver<R> observer, BiFunction<Caller, Bearer, R> work) {
        try {
            Bearer bearer = BearerMetadata.current();
            if (bearer == null) {
                throw new SecurityException("a bearer token is required");
            }
            R reply = work.apply(callers.verify(bearer), bearer);
            observer.onNext(reply);
            observer.onCompleted();
        } catch (SecurityException e) {
            LOG.debugf(e, "event=peer-call-refused");
            observer.onError(
                    Status.UNAUTHENTICATED.withDescription(e.getMessage()).asRuntimeException());
        } catch (StatusRuntimeException e) {
            observer.onError(e);
        } catch (RuntimeException e) {
            LOG.warnf("event=peer-call-failed reason=\"%s\"", e.toString());
            observer.onError(Status.UNAVAILABLE.withDescription("not now").asRuntimeException());
        }
    }
}
