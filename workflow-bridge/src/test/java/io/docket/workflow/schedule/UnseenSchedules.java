package io.docket.workflow.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Schedules of which nobody sees what is due: a clock over them fires only what it is told to expect.
 *
 * @param memory where they are
 */
public record UnseenSchedules(ScheduleMemory memory) implements ScheduleMemory {
    @Override
    public void put(Planned planned) {
        memory.put(planned);
    }

    @Override
    public Optional<Planned> find(ScheduleRef schedule) {
        return memory.find(schedule);
    }

    @Override
    public void passed(List<Passed> passed) {
        memory.passed(passed);
    }

    @Override
    public List<Due> dueUntil(Instant instant, int limit) {
        return List.of();
    }

    @Override
    public void forEach(Consumer<Due> reader) {
        memory.forEach(reader);
    }

    @Override
    public List<Planned> claim(List<Due> occurrences) {
        return memory.claim(occurrences);
    }
}
