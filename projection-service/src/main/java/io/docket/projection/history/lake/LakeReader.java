package io.docket.projection.history.lake;

import io.docket.contracts.chain.ChainHead;
import io.docket.projection.history.log.StoredEvent;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the log as far as the lake has it, also what Kafka no longer holds. */
public interface LakeReader {
    /** No lake. */
    LakeReader NONE = new LakeReader() {
        @Override
        public OptionalLong beginning(int partition) {
            return OptionalLong.empty();
        }

        @Override
        public OptionalLong end(int partition) {
            return OptionalLong.empty();
        }

        @Override
        public Optional<ChainHead> head(int partition) {
            return Optional.empty();
        }

        @Override
        public Events events(int partition, long from) {
            throw new IllegalStateException("there is no data lake");
        }
    };

    /** The offset of the first record that the lake has of a partition; empty if it has none, or there is no lake. */
    OptionalLong beginning(int partition);

    /** The offset after the last record that the lake has of a partition; empty if it has none, or there is no lake. */
    OptionalLong end(int partition);

    /** The hash chain after the last record that the lake has of a partition; empty if it has none, or there is no lake. */
    Optional<ChainHead> head(int partition);

    /**
     * The events of a partition from an offset on, in order, until the lake ends.
     *
     * @throws IllegalStateException while reading, if the lake has a gap, or a file is not what its manifest says
     */
    Events events(int partition, long from);

    /** Events, read segment by segment; used by one thread. */
    interface Events extends Iterator<StoredEvent>, AutoCloseable {
        @Override
        void close();
    }
}
