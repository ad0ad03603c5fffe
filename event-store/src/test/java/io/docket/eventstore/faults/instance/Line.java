package io.docket.eventstore.faults.instance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection to one process: a question at a time, and an end to waiting. Broken once a question got no answer. */
final class Line implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    private final PrintWriter out;

    Line(int port, Duration patience) throws IOException {
        socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    Math.toIntExact(patience.toMillis()));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out = new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    String ask(String question) throws IOException {
        out.println(question);
        out.flush();
        String answer = in.readLine();
        if (answer == null) {
            throw new IOException("the instance has hung up");
        }
        return answer;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // closed
        }
    }
}
