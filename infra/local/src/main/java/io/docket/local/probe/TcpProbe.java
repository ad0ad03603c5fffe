package io.docket.local.probe;

import java.io.IOException;
import java.net.URI;

/** A port that accepts connections: for servers that bind it last, and for those of others. */
public record TcpProbe(String host, int port) implements Probe {
    /** A port of this machine. */
    public static Probe local(int port) {
        return new TcpProbe(Wire.THIS_MACHINE, port);
    }

    /** The port in an address such as {@code redis://host:6379}; without one, there is nothing to ask. */
    public static Probe of(String address) {
        URI uri = URI.create(address.contains("://") ? address : "tcp://" + address);
        return uri.getHost() == null || uri.getPort() < 0 ? () -> true : new TcpProbe(uri.getHost(), uri.getPort());
    }

    @Override
    public boolean isReady() throws IOException {
        Wire.ask(host, port, new byte[0], 0);
        return true;
    }
}
