package io.docket.notification.live;

/** The progress of a tail that has read the log, or has not, as the test says. */
public final class KnownProgress extends TailProgress {
    private final boolean ready;

    public KnownProgress(LiveLog log, Readers readers, boolean ready) {
        super(log, readers);
        this.ready = ready;
    }

    @Override
    public boolean isReady() {
        return ready;
    }
}
