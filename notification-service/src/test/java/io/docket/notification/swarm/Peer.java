package io.docket.notification.swarm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * One websocket connection of a {@link Swarm}, as little as RFC 6455 asks of a client. It belongs to the thread of the
 * swarm: whoever is on another one goes through {@link Swarm#run}.
 */
public final class Peer {
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int MAX_SHORT = 125;
    private static final int MEDIUM = 126;
    private static final int LONG = 127;
    private static final int ABNORMAL = 1006;

    private final PeerListener listener;
    private final SocketChannel channel;
    private final ArrayDeque<ByteBuffer> out = new ArrayDeque<>(2);
    private @Nullable SelectionKey key;
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private boolean open;
    private boolean gone;
    private int closeCode = ABNORMAL;
    private String closeReason = "";

    Peer(PeerListener listener, int receiveBuffer) throws IOException {
        this.listener = listener;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (receiveBuffer > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
        }
    }

    void connect(URI address, Map<String, String> headers, SelectionKey registered) throws IOException {
        key = registered;
        StringBuilder request = new StringBuilder("GET " + address.getRawPath()
                + (address.getRawQuery() == null ? "" : '?' + address.getRawQuery()) + " HTTP/1.1\r\nHost: "
                + address.getHost() + ':' + address.getPort()
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        out.add(ByteBuffer.wrap(request.append("\r\n").toString().getBytes(ISO_8859_1)));
        channel.connect(new InetSocketAddress(address.getHost(), address.getPort()));
    }

    SocketChannel channel() {
        return channel;
    }

    /** True from the answer to the handshake until the connection is gone. */
    public boolean isOpen() {
        return open && !gone;
    }

    /** Sends a text frame. */
    public void send(String text) {
        write(frame(TEXT, text.getBytes(UTF_8)));
    }

    /** Stops reading: what the server sends stays in the socket. */
    public void pause() {
        interest(0);
    }

    /** Reads some bytes although the peer is paused; what they say is not looked at. */
    public void sip(int bytes) throws IOException {
        channel.read(ByteBuffer.allocate(bytes));
    }

    /** Cuts the connection without a word: the server sees a reset. */
    public void cut() {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // it is gone already
        }
        gone();
    }

    /** Sends the first half of a frame and cuts the connection. */
    public void cutInTheMiddle(String text) {
        ByteBuffer frame = frame(TEXT, text.getBytes(UTF_8));
        write(frame.limit(frame.limit() / 2));
        cut();
    }

    void ready(ByteBuffer shared) {
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                interest(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            }
            if (key.isWritable()) {
                flush();
            }
            if (key.isReadable()) {
                read(shared);
            }
        } catch (IOException e) {
            gone();
        }
    }

    private void read(ByteBuffer shared) throws IOException {
        shared.clear();
        shared.put(rest);
        int count = channel.read(shared);
        shared.flip();
        boolean more = true;
        while (more && !gone) {
            more = open ? takeFrame(shared) : takeAnswer(shared);
        }
        rest = shared.hasRemaining()
                ? ByteBuffer.allocate(shared.remaining()).put(shared).flip()
                : ByteBuffer.allocate(0);
        if (count < 0) {
            gone();
        }
    }

    private boolean takeAnswer(ByteBuffer bytes) {
        String head = ISO_8859_1.decode(bytes.duplicate()).toString();
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        bytes.position(bytes.position() + end + 4);
        if (head.startsWith("HTTP/1.1 101")) {
            open = true;
            listener.opened(this);
        } else {
            closeReason = head.substring(0, head.indexOf('\r'));
            gone();
        }
        return true;
    }

    private boolean takeFrame(ByteBuffer bytes) {
        bytes.mark();
        if (bytes.remaining() < 2) {
            return false;
        }
        int first = bytes.get();
        long length = bytes.get() & 0x7F;
        int header = length == MEDIUM ? Short.BYTES : length == LONG ? Long.BYTES : 0;
        if (bytes.remaining() < header) {
            bytes.reset();
            return false;
        }
        if (header == Short.BYTES) {
            length = bytes.getShort() & 0xFFFF;
        } else if (header == Long.BYTES) {
            length = bytes.getLong();
        }
        if (bytes.remaining() < length) {
            bytes.reset();
            return false;
        }
        int end = bytes.position() + (int) length;
        ByteBuffer payload = bytes.slice(bytes.position(), (int) length);
        bytes.position(end);
        switch (first & 0x0F) {
            case TEXT -> listener.text(this, payload);
            case PING -> write(frame(PONG, bytes(payload)));
            case CLOSE -> {
                closeCode = payload.remaining() >= 2 ? payload.getShort() & 0xFFFF : ABNORMAL;
                closeReason = new String(bytes(payload), UTF_8);
                write(frame(CLOSE, new byte[0]));
                gone();
            }
            default -> {}
        }
        return true;
    }

    private void write(ByteBuffer bytes) {
        if (gone) {
            return;
        }
        out.add(bytes);
        try {
            if (channel.isConnected()) {
                flush();
            }
        } catch (IOException e) {
            gone();
        }
    }

    private void flush() throws IOException {
        while (!out.isEmpty()) {
            channel.write(out.peek());
            if (out.peek().hasRemaining()) {
                interest(key.interestOps() | SelectionKey.OP_WRITE);
                return;
            }
            out.remove();
        }
        interest(key.interestOps() & ~SelectionKey.OP_WRITE);
    }

    private void interest(int ops) {
        if (key.isValid()) {
            key.interestOps(ops);
        }
    }

    private void gone() {
        if (gone) {
            return;
        }
        gone = true;
        try {
            channel.close();
        } catch (IOException e) {
            // it is gone
        }
        listener.closed(this, closeCode, closeReason);
    }

    private static ByteBuffer frame(int opcode, byte[] payload) {
        int length = payload.length;
        ByteBuffer frame = ByteBuffer.allocate(2 + Short.BYTES + Long.BYTES + length);
        frame.put((byte) (FINAL | opcode));
        if (length <= MAX_SHORT) {
            frame.put((byte) (MASKED | length));
        } else {
            frame.put((byte) (MASKED | MEDIUM)).putShort((short) length);
        }
        int mask = ThreadLocalRandom.current().nextInt();
        frame.putInt(mask);
        for (int index = 0; index < length; index++) {
            frame.put((byte) (payload[index] ^ mask >>> Byte.SIZE * (3 - index % 4)));
        }
        return frame.flip();
    }

    private static byte[] bytes(ByteBuffer payload) {
        byte[] bytes = new byte[payload.remaining()];
        payload.get(bytes);
        return bytes;
    }
}
