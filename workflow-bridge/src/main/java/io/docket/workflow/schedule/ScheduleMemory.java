package io.docket.workflow.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The schedules that are not over, by their next occurrence. Made from the events; each change is atomic. */
public interface ScheduleMemory {
    /** Notes a schedule, unless it is there. */
    void put(Planned planned);

    /** The schedule, if it is not over. */
    Optional<Planned> find(ScheduleRef schedule);

    /** Occurrences were settled, all that were up to the next ones. */
    void passed(List<Passed> passed);

    /** Its next occurrence is later than was noted; an earlier one changes nothing. */
    default void advance(ScheduleRef schedule, Instant due) {
        passed(List.of(new Passed(schedule, due)));
    }

    /** It is over. */
    default void remove(ScheduleRef schedule) {
        passed(List.of(new Passed(schedule, null)));
    }

    /** The next occurrences up to the instant, the first ones first. */
    List<Due> dueUntil(Instant instant, int limit);

    /** Every schedule with its next occurrence, in no order; what changes meanwhile may be left out or come twice. */
    void forEach(Consumer<Due> reader);

    /**
     * The schedules of those occurrences that nobody else fires at the moment, as long as they are not over: they are the caller's
     * to fire, and everybody's again after a while.
     */
    List<Planned> claim(List<Due> occurrences);

    /**
     * An occurrence.
     *
     * @param schedule its schedule
     * @param at when
     */
    record Due(ScheduleRef schedule, Instant at) {}

    /**
     * A schedule whose occurrence was settled.
     *
     * @param schedule the schedule
     * @param next its next occurrence; one that is not later than was noted changes nothing. None if it is over
     */
    record Passed(ScheduleRef schedule, @Nullable Instant next) {}
}
