package io.docket.cli.importlog;

import io.docket.cli.failure.UserError;
import io.docket.cli.xes.Place;
import io.docket.cli.xes.XesAttribute;
import io.docket.cli.xes.XesEvent;
import io.docket.cli.xes.XesTime;
import io.docket.cli.xes.XesTrace;
import io.docket.cli.xes.XesType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The order in which the events of a trace happened. A log has them in that order; one that has not is refused, or sorted
 * where the user asks for it.
 *
 * @param timestamp key of the attribute that holds the time
 * @param sort whether to sort
 */
record EventOrder(String timestamp, boolean sort) {
    /** Makes an error about a trace or an event of it. */
    @FunctionalInterface
    interface Errors {
        UserError at(XesTrace trace, @Nullable XesEvent event, Place place, String what);
    }

    /** The events in order; events at the same time stay as the log has them. */
    List<XesEvent> of(XesTrace trace, Errors errors) {
        List<Timed> timed = new ArrayList<>(trace.events().size());
        boolean ordered = true;
        Instant previous = Instant.MIN;
        for (XesEvent event : trace.events()) {
            Instant time = time(trace, event, errors);
            if (time.isBefore(previous) && !sort) {
                throw errors.at(
                        trace,
                        event,
                        event.place(),
                        "happened at " + time + ", before the event that it follows (" + previous
                                + "); --sort puts the events of a trace in order");
            }
            ordered &= !time.isBefore(previous);
            previous = time;
            timed.add(new Timed(time, event));
        }
        if (!ordered) {
            timed.sort(Comparator.comparing(Timed::time));
        }
        return timed.stream().map(Timed::event).toList();
    }

    private Instant time(XesTrace trace, XesEvent event, Errors errors) {
        XesAttribute time = event.attributes().get(timestamp);
        if (time == null) {
            boolean none = trace.events().stream()
                    .noneMatch(other -> other.attributes().containsKey(timestamp));
            throw errors.at(
                    trace,
                    event,
                    event.place(),
                    none ? "no event of the trace has a time (" + timestamp + ")" : "no time (" + timestamp + ")");
        }
        if (time.type() != XesType.DATE) {
            throw errors.at(
                    trace,
                    event,
                    event.place(),
                    timestamp + " is of type " + time.type().element() + ", not date");
        }
        return XesTime.parse(time.text()).toInstant();
    }

    private record Timed(Instant time, XesEvent event) {}
}
