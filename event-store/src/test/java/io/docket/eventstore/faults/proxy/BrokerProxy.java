package io.docket.eventstore.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A TCP proxy in front of one broker that knows requests by their kind and lets misfortunes happen to some. */
public final class BrokerProxy implements AutoCloseable {
    private static final int BACKLOG = 200;

    private final int brokerPort;
    private final Misfortunes misfortunes;
    private final ServerSocket server;

    public BrokerProxy(int brokerPort, Misfortunes misfortunes) {
        this.brokerPort = brokerPort;
        this.misfortunes = misfortunes;
        try {
            this.server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                // closed, or this client is gone
            }
        }
    }

    private void connect(Socket client) {
        try {
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), brokerPort);
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            new Connection(client, broker, misfortunes).start();
        } catch (IOException e) {
            closeQuietly(client);
        }
    }

    private static void closeQuietly(Socket client) {
        try {
            client.close();
        } catch (IOException e) {
            // gone
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
