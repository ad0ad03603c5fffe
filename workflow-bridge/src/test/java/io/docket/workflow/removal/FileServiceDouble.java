package io.docket.workflow.removal;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.docket.contracts.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A file service that answers as the real one does, and can be away in each way in which it can be. */
final class FileServiceDouble implements AutoCloseable {
    /** How it is away. */
    enum Away {
        /** Nobody listens. */
        REFUSING,
        /** Nobody answers. */
        SILENT,
        /** It answers, and the store behind it does not. */
        STORE
    }

    /** Files by their id, {@code <task>/<number>}. */
    private final Map<String, String> files = new ConcurrentSkipListMap<>();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final int port;
    private HttpServer server;
    private volatile @Nullable Away away;
    private volatile int removals = Integer.MAX_VALUE;

    FileServiceDouble() throws IOException {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Somebody brings that many files for the task. */
    void bring(String task, int count) {
        for (int number = 1; number <= count; number++) {
            files.put(task + "/" + number, task);
        }
    }

    Collection<String> files() {
        return files.keySet();
    }

    /** How often it was asked for something. */
    int asked() {
        return asked.get();
    }

    void goAway(Away how) {
        away = how;
        if (how == Away.REFUSING) {
            server.stop(0);
        }
    }

    void comeBack() throws IOException {
        if (away == Away.REFUSING) {
            server = listen(port);
        }
        away = null;
    }

    /** After that many files are removed, the store fails once. */
    void failAfter(int count) {
        removals = count;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }

    private HttpServer listen(int at) throws IOException {
        HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
        listening.createContext("/api/files", this::answer);
        listening.setExecutor(threads);
        listening.start();
        return listening;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        if (away == Away.SILENT) {
            keepWaiting();
        }
        String query = exchange.getRequestURI().getRawQuery();
        String value = URLDecoder.decode(query.substring(query.indexOf('=') + 1), UTF_8);
        boolean removing = exchange.getRequestMethod().equals("DELETE");
        if (removing && !isRemoved(value.substring("task/".length()))) {
            exchange.sendResponseHeaders(503, -1);
        } else {
            byte[] body = removing ? "{}".getBytes(UTF_8) : tasksAfter(value);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private void keepWaiting() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IOException("never answered");
    }

    /** One file after the other, as the real one does. */
    private boolean isRemoved(String task) {
        for (String file : new TreeMap<>(files).keySet()) {
            if (task.equals(files.get(file))) {
                if (away == Away.STORE || removals == 0) {
                    removals = Integer.MAX_VALUE;
                    return false;
                }
                removals--;
                files.remove(file);
            }
        }
        return true;
    }

    private byte[] tasksAfter(String task) {
        var answer = Json.mapper().createObjectNode();
        var items = answer.putArray("items");
        files.values().stream()
                .distinct()
                .filter(each -> each.compareTo(task) > 0)
                .sorted()
                .forEach(items::add);
        return Json.bytes(answer);
    }
}
