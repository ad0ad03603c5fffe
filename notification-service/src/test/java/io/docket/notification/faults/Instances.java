package io.docket.notification.faults;

import io.docket.notification.support.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Several instances of the service on one topic, each of which can be killed and started again. */
final class Instances implements AutoCloseable {
    private final String topic;
    private final Map<String, String> settings;
    private final CopyOnWriteArrayList<ServiceProcess> running = new CopyOnWriteArrayList<>();
    private volatile URI last = URI.create("ws://127.0.0.1:1/ws");

    Instances(String topic, Map<String, String> settings, int count) {
        this.topic = topic;
        this.settings = settings;
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            starts.add(CompletableFuture.runAsync(this::start));
        }
        starts.forEach(CompletableFuture::join);
    }

    /** The address of an instance that is said to run. */
    URI any() {
        List<ServiceProcess> now = List.copyOf(running);
        if (!now.isEmpty()) {
            last = now.get(ThreadLocalRandom.current().nextInt(now.size())).socket();
        }
        return last;
    }

    /** Kills one without a word; clients that go there find nobody. */
    void kill() throws InterruptedException {
        running.remove(0).kill();
    }

    void start() {
        try {
            running.add(new ServiceProcess(topic, settings));
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    /** A metric, added up over the instances that run. */
    long metric(String nameAndLabels) throws Exception {
        Pattern line = Pattern.compile("(?m)^" + Pattern.quote(nameAndLabels) + " ([0-9.E+-]+)$");
        double sum = 0;
        for (ServiceProcess service : running) {
            var found = line.matcher(service.get("/metrics").body());
            if (!found.find()) {
                throw new IllegalArgumentException("no metric " + nameAndLabels);
            }
            sum += Double.parseDouble(found.group(1));
        }
        return Math.round(sum);
    }

    @Override
    public void close() {
        running.forEach(ServiceProcess::end);
    }
}
