package io.docket.eventstore.faults.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports of one broker.
 *
 * @param client for the instances, through the proxy if there is one
 * @param internal for the other brokers and for the test itself
 * @param controller for the quorum
 */
record Ports(int client, int internal, int controller) {
    /** Ports that are free now. */
    static Ports free() {
        try (ServerSocket client = bind();
                ServerSocket internal = bind();
                ServerSocket controller = bind()) {
            return new Ports(client.getLocalPort(), internal.getLocalPort(), controller.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket bind() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
