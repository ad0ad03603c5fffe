package io.docket.projection.history.lake;

import io.docket.contracts.position.Cursor;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.history.log.StoredEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole log: from the lake what Kafka no longer holds, and from Kafka what follows. */
public final class LakeHistoryLog implements HistoryLog {
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
                if (wanted < beginning[partition] && covers(partition, wanted, beginning[partition])) {
                    lakeFrom[partition] = wanted;
                    kafkaFrom[partition] = lake.end(partition).orElseThrow();
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
    private boolean covers(int partition, long wanted, long beginning) {
        long first = lake.beginning(partition).orElse(Long.MAX_VALUE);
        return (wanted == 0 || first <= wanted) && lake.end(partition).orElse(0) >= beginning;
    }

    /** Reads partition after partition from the lake, then everything from Kafka. */
    private static final class LakeFirst implements Reader {
        private static final int TOGETHER = 1_000;

        private final Reader kafka;
        private final LakeReader lake;
        private final long[] places;
        private int partition = -1;
        private LakeReader.@Nullable Events events;

        LakeFirst(Reader kafka, LakeReader lake, long[] lakeFrom) {
            this.kafka = kafka;
            this.lake = lake;
            this.places = lakeFrom;
        }

        @Override
        public List<StoredEvent> read(Duration wait) {
            List<StoredEvent> batch = new ArrayList<>();
            while (batch.size() < TOGETHER && advance()) {
                LakeReader.Events open = events;
                if (open != null && open.hasNext()) {
                    StoredEvent event = open.next();
                    places[partition] = event.position().offset() + 1;
                    batch.add(event);
                } else {
                    closeEvents();
                    places[partition] = -1;
                }
            }
            return batch.isEmpty() ? kafka.read(wait) : batch;
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
