package io.docket.projection.history.lake;

import io.docket.contracts.chain.ChainLink;
import io.docket.contracts.position.Cursor;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.history.log.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The whole log: from the lake what Kafka no longer holds, and from Kafka what follows. */
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
            boolean needed = false;
            for (int partition = 0; partition < beginning.length; partition++) {
                lakeFrom[partition] = -1;
                long wanted = partition < from.offsets().length ? from.next(partition) : 0;
                if (wanted < beginning[partition] && covers(partition, wanted, reader)) {
                    lakeFrom[partition] = wanted;
                    kafkaFrom[partition] = Math.max(lake.end(partition).orElseThrow(), beginning[partition]);
                    needed = true;
                }
            }
            if (!needed) {
                return reader;
            }
            reader.close();
            return new LakeFirst(kafka.open(new Cursor(kafkaFrom)), lake, lakeFrom);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Whether the lake leads from the wanted place to what Kafka holds; offset 0 stands for the beginning of both. */
    private boolean covers(int partition, long wanted, Reader reader) {
        OptionalLong start = lake.beginning(partition);
        if (start.isEmpty() || wanted > 0 && start.getAsLong() > wanted) {
            return false;
        }
        long beginning = reader.beginning().next(partition);
        return lake.end(partition).orElse(0) >= beginning
                || firstLink(partition, reader)
                        .map(first -> lake.isFollowedBy(partition, first))
                        .orElse(true)
                || lake.end(partition).orElse(0) >= beginning;
    }

    /**
     * The link of the first event that Kafka holds of a partition: between the lake's last one and it lie no events, only marks
     * of transactions, if it follows. One that follows nothing if it does not come in time. Absent if Kafka holds no event of the
     * partition: then the lake has all there is, and it is the next event that will tell whether some were lost.
     */
    private Optional<ChainLink> firstLink(int partition, Reader reader) {
        long[] from = reader.end().offsets();
        from[partition] = reader.beginning().next(partition);
        try (Reader first = kafka.open(new Cursor(from))) {
            long end = first.end().next(partition);
            for (int reads = 0; reads < FIRST_READS && first.place().next(partition) < end; reads++) {
                for (StoredEvent event : first.read(FIRST_WAIT)) {
                    if (event.position().partition() == partition) {
                        return Optional.of(link(event));
                    }
                }
            }
            return first.place().next(partition) < end ? Optional.of(ChainLink.ABSENT) : Optional.empty();
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
     * the lake gains meanwhile is left to Kafka.
     */
    private static final class LakeFirst implements Reader {
        private static final int TOGETHER = 1_000;

        private final Reader kafka;
        private final LakeReader lake;
        private final long[] places;
        private final long[] ends;
        private int partition = -1;
        private LakeReader.@Nullable Events events;

        LakeFirst(Reader kafka, LakeReader lake, long[] lakeFrom) {
            this.kafka = kafka;
            this.lake = lake;
            this.places = lakeFrom;
            this.ends = kafka.place().offsets();
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
            return batch.isEmpty() ? kafka.read(wait) : batch;
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
