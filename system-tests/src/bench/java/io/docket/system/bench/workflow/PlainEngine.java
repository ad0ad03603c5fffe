package io.docket.system.bench.workflow;

import io.camunda.zeebe.client.ZeebeClient;
import io.docket.system.support.Platform;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The native twin: the engine's own client, which creates instances of the same process and nothing else. */
@SuppressWarnings("deprecation")
final class PlainEngine implements AutoCloseable {
    private static final int IN_FLIGHT = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ZeebeClient client = ZeebeClient.newClientBuilder()
            .grpcAddress(URI.create(Platform.engine()))
            .usePlaintext()
            .defaultRequestTimeout(PATIENCE)
            .build();

    void deploy(String process, String bpmn) {
        client.newDeployResourceCommand()
                .addResourceString(bpmn, StandardCharsets.UTF_8, process + ".bpmn")
                .send()
                .join(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Instances created in a second, for so long, with so many requests under way; what the engine refuses is not counted. */
    double instancesPerSecond(String process, Duration duration) {
        Semaphore room = new Semaphore(IN_FLIGHT);
        AtomicInteger created = new AtomicInteger();
        long began = System.nanoTime();
        while (System.nanoTime() - began < duration.toNanos()) {
            room.acquireUninterruptibly();
            client.newCreateInstanceCommand()
                    .bpmnProcessId(process)
                    .latestVersion()
                    .send()
                    .whenComplete((instance, failure) -> {
                        if (failure == null) {
                            created.incrementAndGet();
                        }
                        room.release();
                    });
        }
        room.acquireUninterruptibly(IN_FLIGHT);
        return created.get() * 1e9 / (System.nanoTime() - began);
    }

    @Override
    public void close() {
        client.close();
    }
}
