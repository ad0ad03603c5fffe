package io.docket.local.probe;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One question and one answer over a plain connection. */
final class Wire {
    static final String THIS_MACHINE = "127.0.0.1";
    private static final int TIMEOUT_MILLIS = 2000;

    private Wire() {}

    /** Sends the bytes and reads as many as the answer must have at least. */
    static byte[] ask(String host, int port, byte[] question, int answerBytes) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(question);
            socket.getOutputStream().flush();
            byte[] answer = new byte[answerBytes];
            new DataInputStream(socket.getInputStream()).readFully(answer);
            return answer;
        }
    }
}
