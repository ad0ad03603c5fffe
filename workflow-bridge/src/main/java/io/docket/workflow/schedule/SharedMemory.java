package io.docket.workflow.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A memory that many ask at once, of whom it hears a few at a time: a connection to Redis has room for so many that wait. */
public final class SharedMemory implements ScheduleMemory {
    private final ScheduleMemory memory;
    private final Semaphore room;

    /**
     * A memory that is asked in turn.
     *
     * @param atOnce how many ask at once
     */
    public SharedMemory(ScheduleMemory memory, int atOnce) {
        this.memory = memory;
        this.room = new Semaphore(atOnce, true);
    }

    @Override
    public void put(Planned planned) {
        inTurn(() -> {
            memory.put(planned);
            return planned;
        });
    }

    @Override
    public Optional<Planned> find(ScheduleRef schedule) {
        return inTurn(() -> memory.find(schedule));
    }

    @Override
    public void advance(ScheduleRef schedule, Instant due) {
        inTurn(() -> {
            memory.advance(schedule, due);
            return due;
        });
    }

    @Override
    public void remove(ScheduleRef schedule) {
        inTurn(() -> {
            memory.remove(schedule);
            return schedule;
        });
    }

    @Override
    public List<Due> dueUntil(Instant instant, int limit) {
        return inTurn(() -> memory.dueUntil(instant, limit));
    }

    @Override
    public void forEach(Consumer<Due> reader) {
        memory.forEach(reader);
    }

    @Override
    public boolean claim(Due occurrence) {
        return inTurn(() -> memory.claim(occurrence));
    }

    private <T> T inTurn(Supplier<T> work) {
        room.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            room.release();
        }
    }
}
