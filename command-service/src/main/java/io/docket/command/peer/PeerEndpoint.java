package io.docket.command.peer;

import io.docket.command.casetype.stored.OwnDefinitions;
import io.docket.command.peer.v1.CaseTypeReply;
import io.docket.command.peer.v1.CaseTypeRequest;
import io.docket.command.peer.v1.ReceiptReply;
import io.docket.command.peer.v1.ReceiptRequest;
import io.docket.command.peer.v1.SubmitReply;
import io.docket.command.peer.v1.SubmitRequest;
import io.docket.command.route.OwnReceipts;
import io.docket.command.route.Route;
import io.docket.command.route.RoutedCommands;
import io.docket.command.service.CommandConfig;
import io.grpc.stub.StreamObserver;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.RunOnVirtualThread;

/** The service on the server's port, each call on a virtual thread. */
@GrpcService
public class PeerEndpoint extends PeerService {
    PeerEndpoint(
            RoutedCommands commands,
            OwnDefinitions definitions,
            OwnReceipts receipts,
            Route route,
            CallerOfToken callers,
            CommandConfig config) {
        super(commands, definitions, receipts, route, callers, config.peer().served());
    }

    @Override
    @RunOnVirtualThread
    public void submit(SubmitRequest request, StreamObserver<SubmitReply> observer) {
        super.submit(request, observer);
    }

    @Override
    @RunOnVirtualThread
    public void caseType(CaseTypeRequest request, StreamObserver<CaseTypeReply> observer) {
        super.caseType(request, observer);
    }

    @Override
    @RunOnVirtualThread
    public void receipt(ReceiptRequest request, StreamObserver<ReceiptReply> observer) {
        super.receipt(request, observer);
    }
}
