package io.docket.notification.live;

import io.docket.kit.filter.Filter;
import io.docket.notification.filter.Access;
import io.docket.notification.live.LiveLog.Pull;
import io.docket.notification.live.Subscription.Offer;
import io.docket.notification.live.Subscription.Phase;
import io.docket.notification.log.LogReader;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.log.Offsets;
import io.docket.notification.log.TailEntry;
import io.docket.notification.log.TruncatedLogException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Starts subscriptions and serves the ones that are behind, in turns of a bounded length on a few threads: from the tail
 * where it still holds what comes next, else from the log. A turn ends when the client has no room; it is resumed when the
 * client has. Which source an event comes from makes no difference to the client: offsets decide what it was given.
 */
public final class Deliveries {
    /** Events taken from the tail at once. */
    static final int TAIL_BATCH = 256;
    /** Longest turn; then others that are behind have theirs. */
    static final Duration MAX_TURN = Duration.ofMillis(250);
    /** Wait before a turn that failed is tried again. */
    static final Duration RETRY_DELAY = Duration.ofSeconds(1);

    private static final Logger LOG = Logger.getLogger(Deliveries.class);

    private final LiveLog log;
    private final Readers readers;
    private final Turns turns;
    private final DeliveryMeter meter;

    public Deliveries(LiveLog log, Readers readers, Turns turns, DeliveryMeter meter) {
        this.log = log;
        this.readers = readers;
        this.turns = turns;
        this.meter = meter;
    }

    /** Begins a subscription; what becomes of it is told to the sink. */
    public Subscription subscribe(Filter filter, Access access, Sink sink, From from) {
        Subscription subscription = log.open(filter, access, sink, meter);
        switch (from) {
            case From.Now now -> log.startNow(subscription);
            case From.Earliest earliest -> turns.now(() -> startEarliest(subscription));
            case From.Place(var cursor) -> {
                Offsets place = Offsets.of(cursor);
                if (!log.end().isComparableTo(place)) {
                    refuse(subscription, "the cursor is of another log");
                } else if (log.startInTail(subscription, place)) {
                    meter.resumedFromTail();
                    resume(subscription);
                } else {
                    turns.now(() -> startAt(subscription, place));
                }
            }
        }
        return subscription;
    }

    /** Goes on with a subscription whose client has room again. */
    public void resume(Subscription subscription) {
        if (log.claimTurn(subscription)) {
            turns.now(() -> turn(subscription));
        }
    }

    /** Ends a subscription; its sink may still be called by a turn that is running. */
    public void end(Subscription subscription) {
        log.end(subscription);
    }

    private void startEarliest(Subscription subscription) {
        starting(subscription, reader -> {
            log.start(subscription, reader.beginning(), false);
            return true;
        });
    }

    private void startAt(Subscription subscription, Offsets place) {
        starting(subscription, reader -> {
            Offsets end = log.end();
            if (end.partitions() < place.partitions() || !end.covers(place)) {
                end = reader.end();
            }
            if (place.partitions() > end.partitions() || !end.covers(place)) {
                refuse(subscription, "the cursor is not a place in this log");
            } else if (!place.covers(reader.beginning())) {
                reset(subscription);
            } else {
                meter.resumedFromLog();
                log.start(subscription, place, true);
            }
            return true;
        });
    }

    private void starting(Subscription subscription, Function<LogReader, Boolean> start) {
        if (subscription.phase() != Phase.STARTING) {
            return;
        }
        try {
            readers.use(start);
            resume(subscription);
        } catch (RuntimeException e) {
            LOG.warnf("live=start outcome=retry error=%s", e.toString());
            turns.later(() -> starting(subscription, start), RETRY_DELAY);
        }
    }

    private void turn(Subscription subscription) {
        boolean more;
        try {
            more = serve(subscription);
        } catch (TruncatedLogException e) {
            reset(subscription);
            more = false;
        } catch (RuntimeException e) {
            LOG.warnf("live=turn outcome=retry error=%s", e.toString());
            turns.later(() -> turn(subscription), RETRY_DELAY);
            return;
        }
        if (log.endTurn(subscription, more)) {
            turns.now(() -> turn(subscription));
        }
    }

    /** One turn; true if there is more to serve and room for it. */
    private boolean serve(Subscription subscription) {
        long deadline = turns.nanos() + MAX_TURN.toNanos();
        while (true) {
            boolean room = switch (log.pull(subscription, TAIL_BATCH)) {
                case Pull.Done done -> false;
                case Pull.Entries(var entries) -> giveEntries(subscription, entries);
                case Pull.Gone(var end) -> readLog(subscription, end);
            };
            subscription.sink().flush();
            if (!room) {
                return false;
            }
            subscription.sink().passed(subscription.position().cursor());
            if (turns.nanos() - deadline >= 0) {
                return true;
            }
        }
    }

    private static boolean giveEntries(Subscription subscription, List<TailEntry> entries) {
        for (TailEntry entry : entries) {
            if (subscription.phase() == Phase.ENDED || subscription.offer(entry) == Offer.NO_ROOM) {
                return false;
            }
        }
        return true;
    }

    private boolean readLog(Subscription subscription, Offsets end) {
        LogReader.Batch batch = readers.use(reader -> reader.read(subscription.position(), end));
        for (LoggedEvent event : batch.events()) {
            boolean learnt =
                    event.position().offset() < end.next(event.position().partition());
            if (learnt && (subscription.phase() == Phase.ENDED || subscription.offer(event) == Offer.NO_ROOM)) {
                return false;
            }
        }
        for (int partition = 0; partition < batch.after().partitions(); partition++) {
            subscription.position().advance(partition, Math.min(batch.after().next(partition), end.next(partition)));
        }
        return true;
    }

    private void reset(Subscription subscription) {
        log.end(subscription);
        meter.reset();
        subscription.sink().reset("the log no longer holds the events after this cursor");
    }

    private void refuse(Subscription subscription, String detail) {
        log.end(subscription);
        meter.refused();
        subscription.sink().refused(detail);
    }
}
