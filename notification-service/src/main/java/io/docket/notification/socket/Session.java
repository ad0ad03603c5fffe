package io.docket.notification.socket;

import io.docket.contracts.position.Cursor;
import io.docket.kit.access.AccessTable;
import io.docket.kit.filter.Filter;
import io.docket.kit.filter.FilterCompiler;
import io.docket.kit.filter.InvalidFilterException;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.docket.notification.filter.Access;
import io.docket.notification.live.LiveConfig;
import io.docket.notification.live.Subscription;
import io.docket.notification.outbox.Outbox;
import io.docket.notification.socket.Authenticator.Authenticated;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One websocket of a client, as {@code docket.v1} lays it out. Frames of the client are handled one after the other; the
 * watchdog's {@link #tick} and the deliveries come from other threads.
 */
public final class Session {
    /** The subscriptions that the access table gates. */
    public static final String ACTION = "query:live";

    private static final Logger LOG = Logger.getLogger(Session.class);
    private static final int MISSED_HEARTBEATS = 3;
    private static final int MAX_REASON_BYTES = 123;
    private static final double FAULTS_FORGIVEN_PER_SECOND = 1 / 60d;

    private final String id;
    private final Wire wire;
    private final Outbox<Frame> outbox;
    private final Hub hub;
    private final RateLimit rate;
    private final RateLimit faults;
    private final long openedNanos;
    private final Map<String, Subscribed> subscriptions = new ConcurrentHashMap<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable Authenticated client;
    private volatile long seenNanos;
    private volatile boolean warned;
    private long pingedNanos;

    private record Subscribed(Subscription subscription, SocketSink sink) {}

    Session(String id, Wire wire, Hub hub) {
        this.id = id;
        this.wire = wire;
        this.hub = hub;
        this.openedNanos = hub.turns().nanos();
        this.seenNanos = openedNanos;
        this.pingedNanos = openedNanos;
        LiveConfig config = hub.config();
        this.rate = new RateLimit(config.frameBurst(), config.framesPerSecond(), openedNanos);
        this.faults = new RateLimit(config.maxFaults() - 1, FAULTS_FORGIVEN_PER_SECOND, openedNanos);
        this.outbox =
                new Outbox<>(wire, Outbox.Limits.of(config), () -> hub.turns().now(this::resume), openedNanos);
    }

    /** Takes the client in, or tells it that it may not subscribe. */
    public void enter(Authenticated authenticated) {
        Authenticated known = client;
        if (!AccessTable.permits(authenticated.caller(), ACTION)) {
            close(CloseCode.FORBIDDEN, "none of your roles may subscribe");
        } else if (known != null && !isSame(known.caller(), authenticated.caller())) {
            close(CloseCode.FORBIDDEN, "the new token is another user's");
        } else {
            client = authenticated;
            warned = false;
            Access access = hub.access().apply(authenticated.caller());
            subscriptions
                    .values()
                    .forEach(subscribed -> subscribed.subscription().restrict(access));
            outbox.send(Frames.welcome(id, hub.config().heartbeat()));
        }
    }

    /** Handles a text frame; the next one is to wait for it. */
    public Uni<Void> text(String text) {
        seenNanos = hub.turns().nanos();
        if (closed.get()) {
            return Uni.createFrom().voidItem();
        }
        if (text.length() > hub.config().maxFrameChars()) {
            outbox.send(Frames.error(
                    null,
                    Problems.tooLarge("A frame has at most " + hub.config().maxFrameChars() + " characters")));
            close(CloseCode.TOO_BIG, "frame too big");
            return Uni.createFrom().voidItem();
        }
        try {
            if (!rate.take(hub.turns().nanos())) {
                throw Problems.of(
                                429,
                                "too-many-frames",
                                "Too many frames",
                                "Send at most " + hub.config().framesPerSecond() + " frames a second")
                        .build();
            }
            return handle(ClientFrame.read(text));
        } catch (HttpProblem problem) {
            fault(ClientFrame.idOf(text), problem);
            return Uni.createFrom().voidItem();
        }
    }

    /** Handles a frame that is not text. */
    public void binary() {
        seenNanos = hub.turns().nanos();
        if (closed.get()) {
            return;
        }
        fault(null, Problems.invalid("Frames are JSON text", List.of()));
    }

    /** The client answered a ping. */
    public void pong() {
        seenNanos = hub.turns().nanos();
    }

    /** The connection is gone. */
    public void closed() {
        closed.set(true);
        subscriptions.values().forEach(subscribed -> hub.deliveries().end(subscribed.subscription()));
        subscriptions.clear();
    }

    /** The server stops. */
    public void goAway() {
        close(CloseCode.GOING_AWAY, this::lastCursor);
    }

    /** Does what is due: ends what takes too long, warns before the token ends, pings. */
    public void tick(Instant now) {
        long nanos = hub.turns().nanos();
        Authenticated known = client;
        if (known == null && nanos - openedNanos > hub.config().authWithin().toNanos()) {
            close(CloseCode.UNAUTHENTICATED, "not authenticated in time");
        } else if (known != null && !now.isBefore(known.expires())) {
            close(CloseCode.UNAUTHENTICATED, "the token has expired");
        } else if (outbox.isStuck(nanos)
                || nanos - seenNanos
                        > MISSED_HEARTBEATS * hub.config().heartbeat().toNanos()) {
            close(CloseCode.TOO_SLOW, this::lastCursor);
        } else {
            if (known != null
                    && !warned
                    && !now.isBefore(known.expires().minus(hub.config().tokenWarning()))) {
                warned = true;
                outbox.send(Frames.expiring(known.expires(), now));
            }
            if (nanos - pingedNanos >= hub.config().heartbeat().toNanos()) {
                pingedNanos = nanos;
                wire.ping();
            }
        }
    }

    private Uni<Void> handle(ClientFrame frame) {
        if (frame instanceof ClientFrame.Auth(String token)) {
            return authenticate(token);
        }
        Authenticated known = client;
        if (frame instanceof ClientFrame.Ping) {
            outbox.send(Frames.pong());
        } else if (known == null) {
            throw Problems.of(401, "unauthenticated", "Not authenticated", "Send an auth frame first")
                    .build();
        } else if (frame instanceof ClientFrame.Subscribe subscribe) {
            subscribe(subscribe, known.caller());
        } else if (frame instanceof ClientFrame.Unsubscribe(String subscription)) {
            unsubscribe(subscription);
        }
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> authenticate(String token) {
        return hub.authenticator()
                .authenticate(token)
                .onItem()
                .invoke(this::enter)
                .onFailure(SecurityException.class)
                .invoke(failure -> close(CloseCode.UNAUTHENTICATED, "the token is not valid"))
                .onFailure()
                .invoke(failure -> unverified(failure))
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void unverified(Throwable failure) {
        if (!(failure instanceof SecurityException)) {
            LOG.warnf("live=auth session=%s outcome=failed error=%s", id, failure.toString());
            outbox.send(Frames.error(
                    null,
                    Problems.of(503, "unavailable", "Not available right now", "The token cannot be verified right now")
                            .build()));
        }
    }

    private void subscribe(ClientFrame.Subscribe frame, Caller caller) {
        if (subscriptions.containsKey(frame.id())) {
            throw Problems.conflict("subscription-exists", "There is a subscription " + frame.id());
        }
        if (subscriptions.size() >= hub.config().maxSubscriptions()) {
            throw Problems.of(
                            429,
                            "too-many-subscriptions",
                            "Too many subscriptions",
                            "A connection has at most " + hub.config().maxSubscriptions())
                    .build();
        }
        Filter filter = compile(frame, caller);
        SocketSink sink =
                new SocketSink(frame.id(), outbox, hub.frames(), hub.meter(), () -> subscriptions.remove(frame.id()));
        Subscription subscription =
                hub.deliveries().subscribe(filter, hub.access().apply(caller), sink, frame.from());
        subscriptions.put(frame.id(), new Subscribed(subscription, sink));
        if (subscription.isEnded()) {
            subscriptions.remove(frame.id());
        } else if (closed.get()) {
            closed();
        } else {
            hub.deliveries().resume(subscription);
        }
    }

    private static Filter compile(ClientFrame.Subscribe frame, Caller caller) {
        try {
            return FilterCompiler.compile(frame.filter(), caller);
        } catch (InvalidFilterException e) {
            throw Problems.invalid(
                    e.getMessage(),
                    e.errors().stream()
                            .map(error -> new FieldError("/filter" + error.pointer(), error.detail()))
                            .toList());
        }
    }

    private void unsubscribe(String subscription) {
        Subscribed subscribed = subscriptions.remove(subscription);
        if (subscribed == null) {
            throw Problems.notFound("There is no subscription " + subscription);
        }
        subscribed.sink().silence();
        hub.deliveries().end(subscribed.subscription());
        outbox.send(Frames.unsubscribed(subscription));
    }

    private void resume() {
        subscriptions.values().forEach(subscribed -> hub.deliveries().resume(subscribed.subscription()));
    }

    private void fault(@Nullable String subscription, HttpProblem problem) {
        outbox.send(Frames.error(subscription, problem));
        if (!faults.take(hub.turns().nanos())) {
            close(CloseCode.BAD_FRAMES, "too many bad frames");
        }
    }

    private void close(CloseCode code, String reason) {
        close(code, () -> reason);
    }

    /**
     * Ends the connection.
     *
     * @param reason asked for when no further event goes into the outbox
     */
    private void close(CloseCode code, Supplier<String> reason) {
        if (closed.compareAndSet(false, true)) {
            hub.meter().closed(code);
            LOG.infof("live=close session=%s code=%d waiting=%d", id, code.code(), outbox.waiting());
            subscriptions.values().forEach(subscribed -> {
                subscribed.sink().silence();
                hub.deliveries().end(subscribed.subscription());
            });
            String said = reason.get();
            outbox.close(() -> wire.close(code, said.length() <= MAX_REASON_BYTES ? said : ""));
        }
    }

    /** The place up to which every subscription has its events in the outbox: where a client of several can go on without a gap. */
    private String lastCursor() {
        return subscriptions.values().stream()
                .flatMap(subscribed -> Stream.ofNullable(subscribed.sink().last()))
                .reduce(Session::lower)
                .map(Cursor::toString)
                .orElse("");
    }

    private static Cursor lower(Cursor one, Cursor other) {
        long[] offsets = one.offsets();
        for (int partition = 0; partition < offsets.length; partition++) {
            offsets[partition] = Math.min(offsets[partition], other.next(partition));
        }
        return new Cursor(one.log(), offsets);
    }

    private static boolean isSame(Caller one, Caller other) {
        return one.tenant().equals(other.tenant()) && one.user().equals(other.user());
    }
}
