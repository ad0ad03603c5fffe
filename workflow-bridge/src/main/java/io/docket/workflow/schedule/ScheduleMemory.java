package io.docket.workflow.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The schedules that are not over, by their next occurrence. Made from the events; each change is atomic. */
public interface ScheduleMemory {
    /** Notes a schedule, unless it is there. */
    void put(Planned planned);

    /** The schedule, if it is not over. */
    Optional<Planned> find(ScheduleRef schedule);

    /** Its next occurrence is later than was noted; an earlier one changes nothing. */
    void advance(ScheduleRef schedule, Instant due);

    /** It is over. */
    void remove(ScheduleRef schedule);

    /** The next occurrences up to the instant, the first ones first. */
    List<Due> dueUntil(Instant instant, int limit);

    /** Every schedule with its next occurrence, in no order; what changes meanwhile may be left out or come twice. */
    void forEach(Consumer<Due> reader);

    /** True for one caller at a time, who fires the occurrence; for everybody again after a while. */
    boolean claim(Due occurrence);

    /**
     * An occurrence.
     *
     * @param schedule its schedule
     * @param at when
     */
    record Due(ScheduleRef schedule, Instant at) {}
}
