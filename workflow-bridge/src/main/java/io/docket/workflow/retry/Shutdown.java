package io.docket.workflow.retry;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A pause that ends when the service does. */
@Singleton
public class Shutdown implements Pause {
    private final CountDownLatch stopped = new CountDownLatch(1);

    void onStop(@Observes ShutdownEvent event) {
        stopped.countDown();
    }

    @Override
    public void sleep(Duration time) {
        try {
            if (stopped.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Stopped();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
    }
}
