package io.docket.eventstore.route.grpc;

import io.docket.eventstore.route.Reply;
import io.docket.eventstore.route.Transport;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instances that ask each other over gRPC, on a port of its own. Each question has a deadline; how many are under way is
 * bounded on both sides. Who reaches the port may ask anything: keep it to the instances, by the network or by TLS.
 */
public final class GrpcTransport implements Transport, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GrpcTransport.class);
    private static final String SERVICE = "docket.eventstore.v1.Owner";
    private static final long CLOSE_SECONDS = 5;

    private static final MethodDescriptor<byte[], byte[]> ASK = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Ask"))
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();

    private final GrpcSettings settings;
    private final Links links;
    private final Semaphore room;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Server server;
    private final String address;
    private volatile @Nullable UnaryOperator<byte[]> answers;

    private GrpcTransport(InetSocketAddress bind, @Nullable String advertised, GrpcSettings settings) {
        this.settings = settings;
        this.links = new Links(settings.expects(), settings.name(), settings.inFlight());
        this.room = new Semaphore(settings.served());
        try {
            this.server = NettyServerBuilder.forAddress(bind, settings.shows())
                    .executor(threads)
                    .maxInboundMessageSize(Link.MAX_MESSAGE_BYTES)
                    .addService(ServerServiceDefinition.builder(SERVICE)
                            .addMethod(ASK, ServerCalls.asyncUnaryCall(this::serve))
                            .build())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("no instance can be asked at " + bind, e);
        }
        this.address = advertised == null ? bind.getHostString() + ":" + server.getPort() : advertised;
    }

    /** A transport on one address of this machine; port 0 takes one that is free. */
    public static GrpcTransport on(String host, int port) {
        return new GrpcTransport(new InetSocketAddress(host, port), null, GrpcSettings.DEFAULT);
    }

    /**
     * A transport with other settings.
     *
     * @param bind where it listens
     * @param advertised where other instances reach it, {@code host:port}; absent: where it listens
     * @throws UncheckedIOException if it cannot listen there
     */
    public static GrpcTransport on(InetSocketAddress bind, @Nullable String advertised, GrpcSettings settings) {
        return new GrpcTransport(bind, advertised, settings);
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void answerWith(UnaryOperator<byte[]> newAnswers) {
        answers = newAnswers;
    }

    @Override
    public Reply<byte[]> ask(String other, byte[] question) {
        Link link = links.to(other);
        if (!link.enter(settings.patience())) {
            return new Reply.NotAsked<>(
                    settings.inFlight() + " commands are under way to the owner of the partition, " + other);
        }
        try {
            CallOptions options =
                    CallOptions.DEFAULT.withDeadlineAfter(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
            return new Reply.Answered<>(ClientCalls.blockingUnaryCall(link.channel(), ASK, options, question));
        } catch (StatusRuntimeException e) {
            link.connectAnew();
            return CallFailures.reply(other, e);
        } finally {
            link.leave();
        }
    }

    private void serve(byte[] question, StreamObserver<byte[]> observer) {
        UnaryOperator<byte[]> current = answers;
        if (current == null) {
            observer.onError(refusal(Status.UNIMPLEMENTED, "nothing is answered here yet"));
        } else if (room.tryAcquire()) {
            try {
                answer(current, question, observer);
            } finally {
                room.release();
            }
        } else {
            observer.onError(refusal(Status.RESOURCE_EXHAUSTED, "too many commands of other instances are under way"));
        }
    }

    private static void answer(UnaryOperator<byte[]> answers, byte[] question, StreamObserver<byte[]> observer) {
        byte[] answer;
        try {
            answer = answers.apply(question);
        } catch (RuntimeException e) {
            LOG.warn("event=forwarded-question-failed reason=\"{}\"", e.toString());
            observer.onError(refusal(Status.UNAVAILABLE, "not now"));
            return;
        }
        if (answer.length > Link.MAX_MESSAGE_BYTES) {
            // who asked would refuse it with a status that says that nothing was done
            LOG.warn("event=answer-too-large bytes={} limitBytes={}", answer.length, Link.MAX_MESSAGE_BYTES);
            observer.onError(refusal(Status.UNAVAILABLE, "the answer is too large"));
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }

    private static StatusRuntimeException refusal(Status status, String words) {
        return status.withDescription(words).asRuntimeException();
    }

    /** Takes no more questions, and waits a moment for the answers that are under way. */
    @Override
    public void close() {
        server.shutdown();
        try {
            if (!server.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            server.shutdownNow();
        }
        links.close();
        threads.shutdown();
    }
}
