package io.docket.local.server;

import io.docket.local.address.Port;
import io.docket.local.probe.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that can be started and supervised.
 *
 * @param name name in logs, tables and on the command line
 * @param kind infrastructure or one of our services
 * @param dependsOn names of servers that must be ready first, if they are started at all
 * @param ports ports that it binds
 * @param url where users or tools reach it
 * @param external the address given by the user; such a server is used, not started
 * @param preparation makes the command line; may do work that is needed only once
 * @param probe tells when it is ready
 * @param startLimit how long one start may take
 */
public record Server(
        String name,
        Kind kind,
        Set<String> dependsOn,
        List<Port> ports,
        String url,
        @Nullable String external,
        Preparation preparation,
        Probe probe,
        Duration startLimit) {

    /** What a server is to the user. */
    public enum Kind {
        INFRA,
        SERVICE
    }

    public boolean isExternal() {
        return external != null;
    }
}
