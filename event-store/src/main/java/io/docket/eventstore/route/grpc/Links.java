package io.docket.eventstore.route.grpc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.grpc.ChannelCredentials;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One connection to each other instance, opened when it is first needed and closed when it is not any more. */
public final class Links implements AutoCloseable {
    /** Connections at once. */
    static final int MAX_LINKS = 64;

    /** How long a connection stays that nobody uses. */
    static final Duration KEEP_IDLE = Duration.ofMinutes(10);

    private final ChannelCredentials credentials;
    private final @Nullable String name;
    private final int inFlight;
    private final Cache<String, Link> links = Caffeine.newBuilder()
            .maximumSize(MAX_LINKS)
            .expireAfterAccess(KEEP_IDLE)
            .removalListener((@Nullable String address, @Nullable Link link, RemovalCause cause) -> close(link))
            .build();

    /**
     * @param credentials TLS, or plain text
     * @param name whom the certificates of the instances are for; absent: the host of the address
     * @param inFlight questions under way on one connection
     */
    public Links(ChannelCredentials credentials, @Nullable String name, int inFlight) {
        this.credentials = credentials;
        this.name = name;
        this.inFlight = inFlight;
    }

    /** The connection to an instance, {@code host:port}. */
    public Link to(String address) {
        return links.get(address, newAddress -> new Link(newAddress, credentials, name, inFlight));
    }

    private static void close(@Nullable Link link) {
        if (link != null) {
            link.close();
        }
    }

    @Override
    public void close() {
        links.invalidateAll();
        links.cleanUp();
    }
}
