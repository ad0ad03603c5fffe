package io.docket.cli.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.json.Json;
import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * A websocket server for one client at a time: says welcome, and answers a subscription as the test wants. It drops the
 * connection after that.
 */
final class FakeLive implements AutoCloseable {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final List<String> handshakes = new CopyOnWriteArrayList<>();
    private final BiConsumer<String, Answers> onSubscribe;

    /** Sends frames to the client. */
    interface Answers {
        void send(String frame) throws IOException;
    }

    /** @param onSubscribe answers a subscription, given its {@code from} */
    FakeLive(BiConsumer<String, Answers> onSubscribe) throws IOException {
        this.onSubscribe = onSubscribe;
        Thread.ofPlatform().daemon().start(this::serve);
    }

    URI gateway() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** All frames of the client so far. */
    List<String> frames() {
        return frames;
    }

    /** The subprotocol headers of the handshakes so far. */
    List<String> handshakes() {
        return handshakes;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                talk(socket);
            } catch (IOException e) {
                frames.add("end: " + e.getMessage());
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        shakeHands(in, out);
        while (true) {
            String frame = read(in);
            frames.add(frame);
            String op = Json.tree(frame.getBytes(UTF_8)).path("op").asText();
            if (op.equals("auth")) {
                write(out, "{\"op\":\"welcome\",\"session\":\"s\",\"heartbeatMs\":200}");
            } else if (op.equals("subscribe")) {
                onSubscribe.accept(
                        Json.tree(frame.getBytes(UTF_8)).path("from").asText(), answer -> write(out, answer));
                return;
            }
        }
    }

    private void shakeHands(DataInputStream in, OutputStream out) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8), 1);
        String key = "";
        String line;
        while ((line = lines.readLine()) != null && !line.isEmpty()) {
            String name = line.toLowerCase(Locale.ROOT);
            if (name.startsWith("sec-websocket-key:")) {
                key = line.substring(line.indexOf(':') + 1).strip();
            } else if (name.startsWith("sec-websocket-protocol:")) {
                handshakes.add(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        String response = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Protocol: docket.v1\r\nSec-WebSocket-Accept: " + accept(key) + "\r\n\r\n";
        out.write(response.getBytes(UTF_8));
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next text; a client that waits pings meanwhile, and one that goes ends its connection. */
    private static String read(DataInputStream in) throws IOException {
        while (true) {
            int kind = in.readUnsignedByte() & 0x0f;
            String payload = payload(in);
            if (kind == TEXT) {
                return payload;
            }
            if (kind == CLOSE) {
                throw new EOFException("closed by the client");
            }
        }
    }

    private static String payload(DataInputStream in) throws IOException {
        int length = in.readUnsignedByte() & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        }
        byte[] mask = in.readNBytes(4);
        byte[] payload = in.readNBytes(length);
        for (int i = 0; i < length; i++) {
            payload[i] ^= mask[i % 4];
        }
        return new String(payload, UTF_8);
    }

    private static void write(OutputStream out, String text) throws IOException {
        byte[] payload = text.getBytes(UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 4);
        frame.put((byte) 0x81);
        if (payload.length < 126) {
            frame.put((byte) payload.length);
        } else {
            frame.put((byte) 126).putShort((short) payload.length);
        }
        frame.put(payload);
        out.write(frame.array(), 0, frame.position());
        out.flush();
    }
}
