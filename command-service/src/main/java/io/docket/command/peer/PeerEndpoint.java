package io.docket.command.peer;

import io.docket.command.definition.OwnDefinitions;
import io.docket.command.peer.v1.CaseTypeReply;
import io.docket.command.peer.v1.CaseTypeRequest;
import io.docket.command.peer.v1.ReceiptReply;
import io.docket.command.peer.v1.ReceiptRequest;
import io.docket.command.peer.v1.SubmitReply;
import io.docket.command.peer.v1.SubmitRequest;
import io.docket.command.route.OwnReceipts;
import io.docket.command.route.RoutedCommands;
import io.docket.command.service.CommandConfig;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.FormEvent;
import io.docket.contracts.event.RecordTypeEvent;
import io.docket.eventstore.route.Route;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The service on the server's port, each call on a virtual thread.
 *
 * <p>The thread is taken here, once the whole request is there, and not by {@code @RunOnVirtualThread}: that hands each part
 * of a call to a thread of its own without keeping them in order, and of 30,000 calls on busy cores two ended in
 * {@code INTERNAL: Half-closed without a request} (Quarkus 3.31.3, {@code BlockingServerInterceptor}). The thread keeps nothing of the
 * event loop's context either: the request context in there ends while the call goes on.
 */
@GrpcService
public class PeerEndpoint extends PeerService {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    PeerEndpoint(
            RoutedCommands commands,
            OwnDefinitions<CaseTypeEvent.Defined> caseTypes,
            OwnDefinitions<RecordTypeEvent.Defined> recordTypes,
            OwnDefinitions<FormEvent.Defined> forms,
            OwnReceipts receipts,
            Route route,
            CallerOfToken callers,
            CommandConfig config) {
        super(
                commands,
                caseTypes,
                recordTypes,
                forms,
                receipts,
                route,
                callers,
                config.peer().served());
    }

    @PreDestroy
    void end() {
        threads.shutdown();
    }

    @Override
    public void submit(SubmitRequest request, StreamObserver<SubmitReply> observer) {
        threads.execute(Context.current().wrap(() -> super.submit(request, observer)));
    }

    @Override
    public void caseType(CaseTypeRequest request, StreamObserver<CaseTypeReply> observer) {
        threads.execute(Context.current().wrap(() -> super.caseType(request, observer)));
    }

    @Override
    public void recordType(CaseTypeRequest request, StreamObserver<CaseTypeReply> observer) {
        threads.execute(Context.current().wrap(() -> super.recordType(request, observer)));
    }

    @Override
    public void form(CaseTypeRequest request, StreamObserver<CaseTypeReply> observer) {
        threads.execute(Context.current().wrap(() -> super.form(request, observer)));
    }

    @Override
    public void receipt(ReceiptRequest request, StreamObserver<ReceiptReply> observer) {
        threads.execute(Context.current().wrap(() -> super.receipt(request, observer)));
    }
}
