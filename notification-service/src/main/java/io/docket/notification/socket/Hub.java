package io.docket.notification.socket;

import io.docket.kit.identity.Caller;
import io.docket.notification.filter.Access;
import io.docket.notification.live.Deliveries;
import io.docket.notification.live.LiveConfig;
import io.docket.notification.live.Turns;
import java.util.function.Function;

/**
 * What all sessions of an instance share.
 *
 * @param deliveries serves their subscriptions
 * @param authenticator verifies their tokens
 * @param access what a client may be told of
 * @param meter counts what happens
 * @param config their limits
 * @param turns threads and the time
 * @param frames frames that several clients get
 */
record Hub(
        Deliveries deliveries,
        Authenticator authenticator,
        Function<Caller, Access> access,
        SessionMeter meter,
        LiveConfig config,
        Turns turns,
        FrameCache frames) {}
