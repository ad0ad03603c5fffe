package io.docket.eventstore.internal.feed;

import io.docket.contracts.position.Cursor;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.StoreUnavailableException;
import io.docket.eventstore.UnreadableEventException;
import io.docket.eventstore.internal.log.KafkaClients;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.IntToLongFunction;
import org.apache.kafka.common.KafkaException;

/**
 * The readers of the log that are open, in use or waiting for their next use. A feed that asks again gets the reader
 * that stands where it goes on, with what that has fetched ahead.
 */
final class FeedReaders implements AutoCloseable {
    private static final int MAX_OPEN = 64;
    private static final int MAX_IDLE = 4;

    private final EventStoreConfig config;
    private final KafkaClients clients;
    private final IntToLongFunction acknowledged;
    private final Beginning beginning;
    private final Deque<FeedReader> idle = new ArrayDeque<>();
    private int open;
    private boolean closed;

    FeedReaders(EventStoreConfig config, KafkaClients clients, IntToLongFunction acknowledged) {
        this.config = config;
        this.clients = clients;
        this.acknowledged = acknowledged;
        this.beginning = new Beginning(config.events().partitions());
    }

    /** Lends a reader, one that stands at the cursor if there is one. */
    <T> T use(Cursor at, Function<FeedReader, T> task) {
        FeedReader reader = take(at);
        boolean sound = false;
        try {
            T result = task.apply(reader);
            sound = true;
            return result;
        } catch (UnreadableEventException e) {
            sound = true;
            throw e;
        } catch (EventStoreException e) {
            throw e;
        } catch (KafkaException e) {
            throw new StoreUnavailableException("the log cannot be read: " + e.getMessage(), e);
        } finally {
            giveBack(reader, sound);
        }
    }

    private FeedReader take(Cursor at) {
        synchronized (this) {
            if (closed) {
                throw new StoreUnavailableException("the event store is closed", null);
            }
            FeedReader found = idle.stream()
                    .filter(reader -> reader.position().equals(at))
                    .findFirst()
                    .orElse(idle.peekFirst());
            if (found != null) {
                idle.remove(found);
                return found;
            }
            if (open >= MAX_OPEN) {
                throw new StoreUnavailableException(MAX_OPEN + " readers of the log are in use", null);
            }
            open++;
        }
        try {
            return new FeedReader(config, clients, acknowledged, beginning);
        } catch (RuntimeException e) {
            synchronized (this) {
                open--;
            }
            throw new StoreUnavailableException("no reader of the log: " + e.getMessage(), e);
        }
    }

    private void giveBack(FeedReader reader, boolean sound) {
        synchronized (this) {
            if (sound && !closed && idle.size() < MAX_IDLE) {
                idle.addLast(reader);
                return;
            }
            open--;
        }
        reader.close();
    }

    synchronized boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        Deque<FeedReader> ending;
        synchronized (this) {
            closed = true;
            ending = new ArrayDeque<>(idle);
            idle.clear();
        }
        ending.forEach(FeedReader::close);
    }
}
