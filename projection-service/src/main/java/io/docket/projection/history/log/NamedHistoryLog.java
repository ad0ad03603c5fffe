package io.docket.projection.history.log;

import io.docket.contracts.position.Cursor;
import java.time.Duration;
import java.util.List;

/**
 * A log whose cursors name it, so that one of another log is told from its own. A cursor that names none is taken on trust.
 */
public final class NamedHistoryLog implements HistoryLog {
    private final int number;
    private final HistoryLog log;

    /**
     * Names a log.
     *
     * @param number number by which cursors name it
     */
    public NamedHistoryLog(int number, HistoryLog log) {
        this.number = number;
        this.log = log;
    }

    @Override
    public Reader open(Cursor from) {
        if (from.log() != Cursor.ANY_LOG && from.log() != number) {
            throw new NotInLogException("it is of log %08x, this is log %08x".formatted(from.log(), number));
        }
        return new NamedReader(log.open(from));
    }

    private final class NamedReader implements Reader {
        private final Reader reader;

        NamedReader(Reader reader) {
            this.reader = reader;
        }

        @Override
        public List<StoredEvent> read(Duration wait) {
            return reader.read(wait);
        }

        @Override
        public Cursor place() {
            return named(reader.place());
        }

        @Override
        public Cursor beginning() {
            return named(reader.beginning());
        }

        @Override
        public Cursor end() {
            return named(reader.end());
        }

        @Override
        public List<Gap> gaps() {
            return reader.gaps();
        }

        @Override
        public void close() {
            reader.close();
        }

        private Cursor named(Cursor place) {
            return new Cursor(number, place.offsets());
        }
    }
}
