package io.docket.notification.socket;

import io.docket.notification.live.LiveConfig;
import io.docket.notification.live.TailProgress;
import io.docket.notification.socket.Authenticator.Authenticated;
import io.netty.channel.Channel;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets a handshake through, or says why not: 403 for a foreign origin, 400 for another subprotocol, 401 for a bad token, 503
 * while the tail is not there yet, the connections are at their limit, or tokens cannot be verified.
 */
@ApplicationScoped
public class UpgradeCheck implements HttpUpgradeCheck {
    /** The subprotocol that this service speaks. */
    public static final String PROTOCOL = "docket.v1";

    static final TypedKey<Authenticated> AUTHENTICATED = new TypedKey<>("docket.authenticated");
    /** What frames are written to. */
    static final TypedKey<Channel> CHANNEL = new TypedKey<>("docket.channel");

    private static final String BEARER = "Bearer ";
    private static final Map<String, List<String>> RETRY_LATER = Map.of("Retry-After", List.of("1"));

    private final Sessions sessions;
    private final Authenticator authenticator;
    private final TailProgress progress;
    private final LiveConfig config;

    UpgradeCheck(Sessions sessions, Authenticator authenticator, TailProgress progress, LiveConfig config) {
        this.sessions = sessions;
        this.authenticator = authenticator;
        this.progress = progress;
        this.config = config;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        HttpServerRequest request = context.httpRequest();
        if (!isAllowed(request.getHeader("Origin"))) {
            return CheckResult.rejectUpgrade(403);
        }
        if (!speaks(request.getHeader("Sec-WebSocket-Protocol"))) {
            return CheckResult.rejectUpgrade(400);
        }
        if (!progress.isReady() || sessions.count() >= config.maxConnections()) {
            return CheckResult.rejectUpgrade(503, RETRY_LATER);
        }
        context.userData().put(CHANNEL, ((ConnectionBase) request.connection()).channel());
        String authorization = request.getHeader("Authorization");
        if (authorization == null) {
            return CheckResult.permitUpgrade();
        }
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return CheckResult.rejectUpgrade(401);
        }
        return authenticator
                .authenticate(authorization.substring(BEARER.length()).trim())
                .map(authenticated -> {
                    context.userData().put(AUTHENTICATED, authenticated);
                    return CheckResult.permitUpgradeSync();
                })
                .onFailure(SecurityException.class)
                .recoverWithItem(() -> CheckResult.rejectUpgradeSync(401))
                .onFailure()
                .recoverWithItem(() -> CheckResult.rejectUpgradeSync(503, RETRY_LATER));
    }

    private boolean isAllowed(@Nullable String origin) {
        List<String> allowed = config.allowedOrigins().orElse(List.of());
        return origin == null || allowed.contains(origin) || allowed.contains("*");
    }

    private static boolean speaks(@Nullable String offered) {
        return offered == null || List.of(offered.split("\\s*,\\s*")).contains(PROTOCOL);
    }
}
