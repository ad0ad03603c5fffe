package io.docket.notification.log;

/** A reader that looks into what others have read first. */
public final class CachedLogReader implements LogReader {
    private final LogReader log;
    private final ReadCache cache;

    public CachedLogReader(LogReader log, ReadCache cache) {
        this.log = log;
        this.cache = cache;
    }

    @Override
    public Batch read(Offsets from, Offsets upTo) {
        return cache.find(from, upTo).orElseGet(() -> {
            Offsets place = from.copy();
            Batch batch = log.read(place, upTo);
            cache.keep(place, batch);
            return batch;
        });
    }

    @Override
    public Offsets beginning() {
        return log.beginning();
    }

    @Override
    public Offsets end() {
        return log.end();
    }

    @Override
    public void close() {
        log.close();
    }
}
