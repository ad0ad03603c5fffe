package io.docket.notification.live;

import io.docket.notification.facts.FactBook;
import io.docket.notification.facts.FactStore;
import io.docket.notification.facts.disk.DiskFacts;
import io.docket.notification.log.CachedLogReader;
import io.docket.notification.log.LogReader;
import io.docket.notification.log.ReadCache;
import io.docket.notification.log.Tail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Puts the live engine together; its classes know no framework. */
@ApplicationScoped
class LiveBeans {
    @Produces
    @Singleton
    FactStore factStore(LiveConfig config) {
        return new DiskFacts(config.factsDir());
    }

    void close(@Disposes FactStore store) {
        store.close();
    }

    @Produces
    @Singleton
    FactBook facts(LiveConfig config, FactStore store) {
        return new FactBook(config.maxEntities(), store);
    }

    @Produces
    @Singleton
    LiveLog log(LiveConfig config) {
        return new LiveLog(new Tail(config.tailEvents(), config.tailBytes()));
    }

    @Produces
    @Singleton
    Turns turns(LiveConfig config) {
        return new ThreadTurns(config.catchUpThreads());
    }

    void stop(@Disposes Turns turns) throws Exception {
        if (turns instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    @Produces
    @Singleton
    Readers readers(Supplier<LogReader> factory, LiveConfig config) {
        ReadCache cache = new ReadCache(config.readCacheBytes());
        return new Readers(() -> new CachedLogReader(factory.get(), cache));
    }

    void close(@Disposes Readers readers) {
        readers.close();
    }

    @Produces
    @Singleton
    Deliveries deliveries(LiveLog log, Readers readers, Turns turns, DeliveryMeter meter) {
        return new Deliveries(log, readers, turns, meter);
    }
}
