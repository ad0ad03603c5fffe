package io.docket.notification.novu;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How Novu is reached. */
@ConfigMapping(prefix = "docket.novu")
public interface NovuConfig {
    /** Base address of Novu's API, such as {@code https://api.novu.co}; absent means that nobody is notified. */
    Optional<String> url();

    /** Secret key of the environment in Novu. */
    Optional<String> secretKey();

    /** Events recorded longer ago than this notify nobody: a replay is no news. */
    @WithDefault("24h")
    Duration maxAge();

    /** Attempts at one notification. */
    @WithDefault("8")
    int maxAttempts();

    /** Wait after the first failed attempt; doubles with each. */
    @WithDefault("250ms")
    Duration firstDelay();

    /** Longest wait between attempts, also where Novu asks for more. */
    @WithDefault("30s")
    Duration maxDelay();

    /** Notifications on their way to Novu at once. */
    @WithDefault("8")
    int parallel();

    /** Time for one call. */
    @WithDefault("15s")
    Duration timeout();
}
