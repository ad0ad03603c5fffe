package io.docket.projection.deadletter;

import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parked roots as one batch finds and leaves them.
 *
 * <pre>
 * live --an event does not fit--> parked: it and all later events of the root wait, in order
 *   ^                               | retried by an operator: applied in order ...
 *   +------- ... all of them -------+------- ... up to one that does not fit ------> parked there
 * </pre>
 */
public final class Parking implements WaitingRoom {
    private final ParkedRoots parked;
    private final Map<RootKey, Letter> changed = new LinkedHashMap<>();
    private final int roots;
    private final int queued;
    private int added;
    private int noted;

    public Parking(ParkedRoots parked) {
        this.parked = parked;
        Collection<ParkedRoots.Count> counts = parked.counts().values();
        this.roots = counts.stream().mapToInt(ParkedRoots.Count::roots).sum();
        this.queued = counts.stream().mapToInt(ParkedRoots.Count::queued).sum();
    }

    @Override
    public boolean holds(String view, LogEvent event) {
        if (roots + added == 0) {
            return false;
        }
        RootKey key = RootKey.of(view, event);
        Letter letter = find(key, event);
        long offset = event.position().offset();
        if (letter == null || offset < letter.offset()) {
            return false;
        }
        queue(letter, offset);
        return true;
    }

    @Override
    public boolean leavesOut(String view, LogEvent event) {
        return parked.leavesOut(view, event);
    }

    @Override
    public boolean leavesOut(DocumentKey document, LogEvent event) {
        return parked.leavesOut(document, event);
    }

    /** Parks the root, from this event on if it is parked further on already. */
    @Override
    public void park(String view, LogEvent event, String error) {
        RootKey key = RootKey.of(view, event);
        Letter before = find(key, event);
        if (before == null && roots + added >= parked.config().maxRoots()) {
            throw new TooManyParked(
                    "more than " + parked.config().maxRoots() + " roots are parked; the partition stands still before "
                            + event.position() + " which " + view + " cannot take: " + error);
        }
        if (before == null) {
            added++;
            changed.put(key, Letter.of(key, event, error, parked.now()));
        } else if (event.position().offset() < before.offset()) {
            changed.put(key, before.startingAt(event, error, parked.now()));
        }
    }

    /** The letters of roots that were not parked before. */
    public List<Letter> parkedNow() {
        return changed.values().stream()
                .filter(letter -> letter.revision() == 0)
                .toList();
    }

    /** The letters that are to be stored. */
    public Collection<Letter> changes() {
        return changed.values();
    }

    private void queue(Letter letter, long offset) {
        boolean room = letter.queued().size() < parked.config().maxQueuedPerRoot()
                && queued + noted < parked.config().maxQueued();
        Letter longer = letter.behind(offset, room);
        if (longer != letter) {
            noted += longer.queued().size() - letter.queued().size();
            changed.put(letter.key(), longer);
        }
    }

    private @Nullable Letter find(RootKey key, LogEvent event) {
        Letter letter = changed.get(key);
        return letter != null ? letter : parked.find(event.position().partition(), key);
    }

    /** More roots do not fit than may be parked. */
    public static final class TooManyParked extends RuntimeException {
        TooManyParked(String message) {
            super(message, null, false, false);
        }
    }
}
