package io.docket.local.server;

import io.docket.local.address.Addresses;
import io.docket.local.address.Port;
import io.docket.local.address.Ports;
import io.docket.local.home.Home;
import io.docket.local.home.Secrets;
import io.docket.local.probe.Probe;
import io.docket.local.probe.TcpProbe;
import io.docket.local.process.Jvm;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every server's description is made from: folders, ports, addresses, secrets.
 *
 * @param longRun whether every server that carries the load has the optimising compiler, which pays after some minutes
 */
public record Stack(Home home, Ports ports, Addresses addresses, Secrets secrets, boolean longRun) {
    private static final String LONG_RUN = "DOCKET_LONG_RUN";

    /** The stack in the home folder as the environment wants it. */
    public static Stack of(Home home, Map<String, String> environment) {
        Ports ports = Ports.from(environment);
        Secrets secrets = new Secrets(home.secrets());
        boolean longRun = Boolean.parseBoolean(environment.get(LONG_RUN));
        return new Stack(home, ports, Addresses.of(home, ports, secrets, environment), secrets, longRun);
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
