package io.docket.local.address;

import io.docket.local.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds out, before anything starts, that a port is taken. */
public final class PortCheck {
    private PortCheck() {}

    /** Throws {@link UserError} naming port, server and owner if something else listens there. */
    public static void requireFree(Port port, int number, String server) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
        } catch (IOException e) {
            String owner = PortOwner.of(number).orElse("another process");
            throw new UserError("port %d of %s is taken by %s: stop it, or set %s or %s"
                    .formatted(number, server, owner, port.variable(), Ports.OFFSET));
        }
    }
}
