package io.docket.command.http;

import io.docket.command.admission.Admission;
import io.docket.command.admission.Admission.Place;
import io.docket.command.decision.Refusal;
import io.docket.kit.http.UnreadRequest;
import io.docket.kit.problem.ProblemBody;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where single commands come in, before anything that costs: while there is no place, a request is refused before its
 * token is verified, its payload is read or a thread is taken. A place is taken only once the whole payload is there, so
 * that a client that sends it slowly, or never, holds none; its connection it holds for a limited time.
 */
public final class Entrance implements Handler<RoutingContext> {
    /** Payloads up to so many bytes are awaited here; larger ones, and those of HTTP/2, take their place once they were read. */
    static final int AWAITED_BYTES = 16 << 10;

    /** When to come back, in seconds. */
    static final int RETRY_AFTER_SECONDS = 1;

    private static final String PATH = "/api/commands/";
    private static final String PLACE = Entrance.class.getName();
    private static final Refusal FULL =
            Refusal.overloaded("as many commands are under way as can be carried out without delay");

    private final Admission admission;
    private final long payloadMillis;

    /** @param payloadTime how long a client may take to send the payload of a command */
    public Entrance(Admission admission, Duration payloadTime) {
        this.admission = admission;
        this.payloadMillis = payloadTime.toMillis();
    }

    @Override
    public void handle(RoutingContext route) {
        HttpServerRequest request = route.request();
        if (!isSingleCommand(request)) {
            route.next();
            return;
        }
        limitTime(route, request);
        if (admission.isFull()) {
            refuse(route);
        } else if (isSmall(request) && !isHttp2(request)) {
            request.body().onSuccess(payload -> enter(route, payload)).onFailure(route::fail);
            request.resume();
        } else {
            route.next();
        }
    }

    /** Of a request that was read and is left paused, {@code isEnded} says no for ever; {@code end} tells when it was read. */
    private void limitTime(RoutingContext route, HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        long timer = route.vertx().setTimer(payloadMillis, over -> UnreadRequest.giveUp(request));
        request.end().onComplete(came -> route.vertx().cancelTimer(timer));
    }

    private void enter(RoutingContext route, Buffer payload) {
        Optional<Place> place = admission.enter();
        if (place.isEmpty()) {
            refuse(route);
            return;
        }
        route.put(PLACE, new AtomicReference<>(place.get()));
        route.addEndHandler(ended -> {
            Place left = takeOver(route);
            if (left != null) {
                left.leaveEarly();
            }
        });
        ((RoutingContextInternal) route).setBody(payload);
        route.next();
    }

    /** The place of this request; who takes it over gives it back. Null if the request has none. */
    public static @Nullable Place takeOver(RoutingContext route) {
        AtomicReference<@Nullable Place> place = route.get(PLACE);
        return place == null ? null : place.getAndSet(null);
    }

    private static void refuse(RoutingContext route) {
        HttpServerRequest request = route.request();
        HttpServerResponse response = route.response()
                .setStatusCode(FULL.status())
                .putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS))
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemBody.MEDIA_TYPE);
        if (!isSmall(request) && !isHttp2(request)) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        response.end(ProblemBody.of(FULL.status(), FULL.slug(), FULL.title(), FULL.detail(), request.path()));
        request.resume();
    }

    /** What comes behind pauses the request, and a request of HTTP/2 that has been read cannot be paused any more. */
    private static boolean isHttp2(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    private static boolean isSingleCommand(HttpServerRequest request) {
        String path = request.path();
        return request.method() == HttpMethod.POST && path != null && path.startsWith(PATH);
    }

    private static boolean isSmall(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null
                && length.length() <= Integer.toString(AWAITED_BYTES).length()
                && length.chars().allMatch(Character::isDigit)
                && !length.isEmpty()
                && Integer.parseInt(length) <= AWAITED_BYTES;
    }
}
