package io.docket.notification.faults;

import io.docket.notification.swarm.Peer;
import io.docket.notification.swarm.PeerListener;
import io.docket.notification.swarm.Swarm;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client that keeps one subscription alive whatever happens to its connections: it comes back, to any instance, with the
 * cursor of the last event it has got. All of it happens on the thread of the swarm.
 */
final class Follower implements PeerListener {
    private static final int MAX_PAUSE_MILLIS = 500;

    private final Swarm swarm;
    private final Supplier<URI> addresses;
    private final Supplier<String> token;
    private final Random random;
    final Wish wish;
    final List<Integer> got = new ArrayList<>();
    final List<String> complaints = new ArrayList<>();
    final Map<Integer, Integer> closed = new TreeMap<>();
    private String from = "earliest";
    private boolean away;
    private @Nullable Peer peer;
    volatile int count;
    private int goal;
    volatile long reachedNanos;

    Follower(Swarm swarm, Wish wish, Supplier<URI> addresses, Supplier<String> token, long seed) {
        this.swarm = swarm;
        this.wish = wish;
        this.addresses = addresses;
        this.token = token;
        this.random = new Random(seed);
    }

    void connect() {
        if (away || peer != null) {
            return;
        }
        peer = swarm.connect(
                addresses.get(),
                Map.of("Authorization", "Bearer " + token.get(), "Sec-WebSocket-Protocol", "docket.v1"),
                this);
    }

    /** Loses its connection, in one of the ways there are. */
    void cut() {
        if (peer == null || !peer.isOpen()) {
            return;
        }
        if (random.nextBoolean()) {
            peer.cut();
        } else {
            peer.cutInTheMiddle(subscribe());
        }
    }

    /** Loses its connection and stays away. */
    void leave() {
        away = true;
        cut();
    }

    /** Comes back at once, and notes when it has got so many events. */
    void comeBack(int goal) {
        this.goal = goal;
        if (got.size() >= goal) {
            reachedNanos = System.nanoTime();
        }
        away = false;
        connect();
    }

    @Override
    public void opened(Peer opened) {
        if (away) {
            opened.cut();
        } else {
            opened.send(subscribe());
        }
    }

    @Override
    public void text(Peer from, ByteBuffer bytes) {
        String text = StandardCharsets.UTF_8.decode(bytes).toString();
        if (text.startsWith("{\"op\":\"event\"")) {
            got.add(Integer.parseInt(between(text, "\"specversion\":\"1.0\",\"id\":\"" + Load.ID_PREFIX, '"')));
            this.from = between(text, "\"cursor\":\"", '"');
            if (got.size() == goal) {
                reachedNanos = System.nanoTime();
            }
            count = got.size();
        } else if (text.startsWith("{\"op\":\"subscribed\"")) {
            String cursor = between(text, "\"cursor\":\"", '"');
            if (!this.from.equals("earliest") && !(this.from.equals(cursor) && text.contains("\"recovered\":true"))) {
                complaints.add("asked for " + this.from + ", got " + text);
            }
            this.from = cursor;
        } else if (!text.startsWith("{\"op\":\"welcome\"") && !text.startsWith("{\"op\":\"expiring\"")) {
            complaints.add(text);
        }
    }

    @Override
    public void closed(Peer gone, int code, String reason) {
        peer = null;
        closed.merge(code, 1, Integer::sum);
        swarm.later(Duration.ofMillis(random.nextInt(MAX_PAUSE_MILLIS)), this::connect);
    }

    private String subscribe() {
        return "{\"op\":\"subscribe\",\"id\":\"s1\",\"filter\":" + wish.filter() + ",\"from\":\"" + from + "\"}";
    }

    private static String between(String text, String start, char end) {
        int at = text.indexOf(start) + start.length();
        return text.substring(at, text.indexOf(end, at));
    }
}
