package io.docket.local.server;

import io.docket.local.UserError;
import io.docket.local.address.Addresses;
import io.docket.local.address.Port;
import io.docket.local.address.Ports;
import io.docket.local.home.Home;
import io.docket.local.home.Secrets;
import io.docket.local.probe.Probe;
import io.docket.local.probe.TcpProbe;
import io.docket.local.process.Jvm;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every server's description is made from: folders, ports, addresses, secrets.
 *
 * @param longRun whether every server that carries the load has the optimising compiler, which pays after some minutes
 * @param elements how much of the way through a diagram Zeebe's exporter writes
 * @param pageOrigins origins of the web pages that may open websockets, with commas between them
 */
public record Stack(
        Home home,
        Ports ports,
        Addresses addresses,
        Secrets secrets,
        boolean longRun,
        String elements,
        String pageOrigins) {
    /** The service's setting with {@link #pageOrigins}; the user's own goes first. */
    static final String PAGE_ORIGINS = "DOCKET_LIVE_ALLOWED_ORIGINS";

    private static final String LONG_RUN = "DOCKET_LONG_RUN";
    private static final String ELEMENTS = "DOCKET_ZEEBE_ELEMENTS";
    private static final String IMPORTANT = "important";
    private static final List<String> LEVELS = List.of("none", IMPORTANT, "all");

    /** The stack in the home folder as the environment wants it. */
    public static Stack of(Home home, Map<String, String> environment) {
        Ports ports = Ports.from(environment);
        Secrets secrets = new Secrets(home.secrets());
        boolean longRun = Boolean.parseBoolean(environment.get(LONG_RUN));
        return new Stack(
                home,
                ports,
                Addresses.of(home, ports, secrets, environment),
                secrets,
                longRun,
                elements(environment),
                pageOrigins(environment, ports));
    }

    private static String elements(Map<String, String> environment) {
        String elements = environment.getOrDefault(ELEMENTS, IMPORTANT);
        if (!LEVELS.contains(elements)) {
            throw new UserError("%s=%s is not one of %s".formatted(ELEMENTS, elements, String.join(", ", LEVELS)));
        }
        return elements;
    }

    /** Those given, else the gateway under both names by which a browser on this machine finds it. */
    private static String pageOrigins(Map<String, String> environment, Ports ports) {
        String given = environment.getOrDefault(PAGE_ORIGINS, "").strip();
        int gateway = ports.number(Port.GATEWAY);
        return given.isEmpty() ? "http://localhost:%d,http://127.0.0.1:%d".formatted(gateway, gateway) : given;
    }

    /** The JVM of a server that carries the load. */
    Jvm working(String name, int heapMegabytes) {
        return longRun ? Jvm.longRun(home, name, heapMegabytes) : Jvm.quickStart(home, name, heapMegabytes);
    }

    int port(Port port) {
        return ports.number(port);
    }

    String portText(Port port) {
        return Integer.toString(ports.number(port));
    }

    /** Our own question to a server of ours, a connection to one of the user's. */
    Probe probe(String variable, Probe own) {
        return addresses.isExternal(variable) ? TcpProbe.of(addresses.get(variable)) : own;
    }

    /** The user's address of a server that we need not start. */
    @Nullable
    String external(String variable) {
        return addresses.isExternal(variable) ? addresses.get(variable) : null;
    }
}
