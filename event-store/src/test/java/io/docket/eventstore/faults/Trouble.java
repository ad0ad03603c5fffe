package io.docket.eventstore.faults;

import io.docket.eventstore.faults.proxy.Misfortunes;
import java.util.function.BooleanSupplier;

/** The time in which things go wrong: with instances, brokers and the network at once. */
public final class Trouble {
    private static final double SHARE_OF_REQUESTS = 0.05;

    private final Settings settings;
    private final Misfortunes misfortunes;

    /**
     * Trouble to come.
     *
     * @param misfortunes of the network; there are none before and after
     */
    public Trouble(Settings settings, Misfortunes misfortunes) {
        this.settings = settings;
        this.misfortunes = misfortunes;
    }

    /**
     * Returns when it is over.
     *
     * @param enough whether all has happened that has to; if not, it goes on to the limit
     */
    public void run(InstanceFaults instanceFaults, BrokerFaults brokerFaults, BooleanSupplier enough)
            throws InterruptedException {
        long start = System.nanoTime();
        BooleanSupplier goOn = () -> {
            long lasted = System.nanoTime() - start;
            return lasted < settings.faults().toNanos()
                    || (!enough.getAsBoolean() && lasted < settings.limit().toNanos());
        };
        misfortunes.share(SHARE_OF_REQUESTS);
        Thread brokers = Thread.ofPlatform().name("broker-faults").start(() -> {
            try {
                brokerFaults.run(goOn);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            instanceFaults.run(goOn);
        } finally {
            brokers.join();
            misfortunes.share(0);
        }
    }
}
