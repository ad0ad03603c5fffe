package io.docket.projection.history.lake;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.ChainLink;
import io.docket.contracts.position.Cursor;
import io.docket.contracts.position.Position;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.history.log.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The whole log: from the lake what Kafka no longer holds, and from Kafka what follows. Where events between the two are lost,
 * the reader tells of the gap and goes on behind it.
 */
public final class LakeHistoryLog implements HistoryLog {
    /** Reads in which the first event of a partition has to come: about ten seconds. */
    private static final int FIRST_READS = 50;

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);

    private final HistoryLog kafka;
    private final LakeReader lake;

    public LakeHistoryLog(HistoryLog kafka, LakeReader lake) {
        this.kafka = kafka;
        this.lake = lake;
    }

    @Override
    public Reader open(Cursor from) {
        Reader reader = kafka.open(from);
        try {
            long[] beginning = reader.beginning().offsets();
            long[] lakeFrom = new long[beginning.length];
            long[] kafkaFrom = reader.place().offsets();
            List<Gap> gaps = new ArrayList<>();
            Map<Integer, ChainHead> awaited = new HashMap<>();
            boolean needed = false;
            for (int partition = 0; partition < beginning.length; partition++) {
                lakeFrom[partition] = -1;
                long wanted = partition < from.offsets().length ? from.next(partition) : 0;
                if (wanted < beginning[partition] && reaches(partition, wanted)) {
                    gap(partition, beginning[partition], reader.end(), awaited).ifPresent(gaps::add);
                    lakeFrom[partition] = wanted;
                    kafkaFrom[partition] = Math.max(lake.end(partition).orElseThrow(), beginning[partition]);
                    needed = true;
                }
            }
            if (!needed) {
                return reader;
            }
            reader.close();
            return new LakeFirst(kafka.open(new Cursor(kafkaFrom)), lake, lakeFrom, gaps, awaited);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Whether the lake holds what comes after the wanted place; offset 0 stands for its beginning. */
    private boolean reaches(int partition, long wanted) {
        OptionalLong start = lake.beginning(partition);
        return start.isPresent() && (wanted == 0 || start.getAsLong() <= wanted);
    }

    /**
     * What is lost between the lake and Kafka's beginning: the lake may have grown up to there in the meantime.
     *
     * @param awaited gets the lake's head if there is no event yet that would tell
     */
    private Optional<Gap> gap(int partition, long beginning, Cursor end, Map<Integer, ChainHead> awaited) {
        if (lake.end(partition).orElseThrow() >= beginning) {
            return Optional.empty();
        }
        Optional<StoredEvent> first = first(partition, beginning, end);
        ChainHead head = lake.head(partition).orElseThrow();
        if (first.isEmpty()) {
            awaited.put(partition, head);
        }
        long lakeEnd = lake.end(partition).orElseThrow();
        return first.filter(event -> lakeEnd < beginning && !head.accepts(link(event)))
                .map(event -> new Gap(
                        new Position(partition, lakeEnd - 1),
                        event.position(),
                        Math.max(0, link(event).number() - head.number() - 1)));
    }

    /**
     * The first event that Kafka holds of a partition: between the lake's last one and it lie no events, only marks of
     * transactions, if it follows in the hash chain. Absent if Kafka holds no event of the partition: then the lake has all there
     * is, and it is the next event that tells whether some were lost.
     *
     * @throws IllegalStateException if it does not come in time
     */
    private Optional<StoredEvent> first(int partition, long beginning, Cursor end) {
        long[] from = end.offsets();
        from[partition] = beginning;
        try (Reader first = kafka.open(new Cursor(from))) {
            for (int reads = 0; first.place().next(partition) < end.next(partition); reads++) {
                if (reads == FIRST_READS) {
                    throw new IllegalStateException("the first event of partition " + partition + " does not come");
                }
                for (StoredEvent event : first.read(FIRST_WAIT)) {
                    if (event.position().partition() == partition) {
                        return Optional.of(event);
                    }
                }
            }
            return Optional.empty();
        }
    }

    private static ChainLink link(StoredEvent event) {
        ChainLink link = ChainLink.ABSENT;
        for (StoredEvent.Header header : event.headers()) {
            link = link.with(header.name(), header.value());
        }
        return link;
    }

    /**
     * Reads partition after partition from the lake, each up to where Kafka begins to be read, then everything from Kafka. What
     * the lake gains meanwhile is left to Kafka. An event that is the first to tell that others before it are lost ends the
     * reading: whoever reads again hears of the gap first.
     */
    private static final class LakeFirst implements Reader {
        private static final int TOGETHER = 1_000;

        private final Reader kafka;
        private final LakeReader lake;
        private final long[] places;
        private final long[] ends;
        private final List<Gap> gaps;
        private final Map<Integer, ChainHead> awaited;
        private int partition = -1;
        private LakeReader.@Nullable Events events;

        LakeFirst(Reader kafka, LakeReader lake, long[] lakeFrom, List<Gap> gaps, Map<Integer, ChainHead> awaited) {
            this.kafka = kafka;
            this.lake = lake;
            this.places = lakeFrom;
            this.ends = kafka.place().offsets();
            this.gaps = List.copyOf(gaps);
            this.awaited = awaited;
        }

        @Override
        public List<StoredEvent> read(Duration wait) {
            List<StoredEvent> batch = new ArrayList<>();
            while (batch.size() < TOGETHER && advance()) {
                StoredEvent event = next();
                if (event != null) {
                    places[partition] = event.position().offset() + 1;
                    batch.add(event);
                } else {
                    closeEvents();
                    places[partition] = -1;
                }
            }
            return batch.isEmpty() ? following(kafka.read(wait)) : batch;
        }

        private List<StoredEvent> following(List<StoredEvent> events) {
            for (StoredEvent event : awaited.isEmpty() ? List.<StoredEvent>of() : events) {
                ChainHead head = awaited.remove(event.position().partition());
                if (head != null && !head.accepts(link(event))) {
                    throw new IllegalStateException("events before " + event.position() + " are lost");
                }
            }
            return events;
        }

        /** The next event of the partition that is read from the lake; absent at its end. */
        private @Nullable StoredEvent next() {
            LakeReader.Events open = events;
            if (open == null || places[partition] >= ends[partition] || !open.hasNext()) {
                return null;
            }
            StoredEvent event = open.next();
            return event.position().offset() < ends[partition] ? event : null;
        }

        /** True as long as a partition is read from the lake. */
        private boolean advance() {
            if (events != null) {
                return true;
            }
            while (++partition < places.length) {
                if (places[partition] >= 0) {
                    events = lake.events(partition, places[partition]);
                    return true;
                }
            }
            partition = places.length - 1;
            return false;
        }

        @Override
        public Cursor place() {
            long[] all = kafka.place().offsets();
            for (int i = 0; i < places.length; i++) {
                all[i] = places[i] >= 0 ? places[i] : all[i];
            }
            return new Cursor(all);
        }

        @Override
        public Cursor beginning() {
            long[] all = kafka.beginning().offsets();
            Arrays.setAll(all, i -> Math.min(all[i], lake.beginning(i).orElse(all[i])));
            return new Cursor(all);
        }

        @Override
        public Cursor end() {
            return kafka.end();
        }

        @Override
        public List<Gap> gaps() {
            return gaps;
        }

        @Override
        public void close() {
            try {
                closeEvents();
            } finally {
                kafka.close();
            }
        }

        private void closeEvents() {
            if (events != null) {
                events.close();
                events = null;
            }
        }
    }
}
