package io.docket.eventstore.faults.check;

import static java.util.stream.Collectors.groupingBy;

import io.docket.eventstore.faults.instance.Call;
import io.docket.eventstore.faults.instance.Tenure;
import io.docket.eventstore.faults.load.Attempt;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Everything that is known after a run: what writers were told, what the log holds, who owned what, what indexes say. */
public final class Evidence {
    final List<Attempt> attempts;
    final List<Logged.Event> events;
    final List<Logged.Stored> outcomes;
    final List<Tenure> tenures;
    final Map<String, Long> heads;
    final Map<String, List<Logged.Event>> eventsById;
    final Map<String, List<Logged.Event>> eventsByKey;
    final Map<String, List<Logged.Stored>> outcomesByKey;

    /**
     * @param attempts what the writers remember
     * @param events the events topic, each partition in order
     * @param outcomes the outcomes topic, each partition in order
     * @param tenures who owned which partition from where
     * @param heads versions of streams as their owners say in the end
     */
    public Evidence(
            List<Attempt> attempts,
            List<Logged.Event> events,
            List<Logged.Stored> outcomes,
            List<Tenure> tenures,
            Map<String, Long> heads) {
        this.attempts = attempts;
        this.events = events;
        this.outcomes = outcomes;
        this.tenures = tenures;
        this.heads = heads;
        this.eventsById = events.stream().collect(groupingBy(Logged.Event::id));
        this.eventsByKey = events.stream().collect(groupingBy(Logged.Event::key));
        this.outcomesByKey = outcomes.stream().collect(groupingBy(Logged.Stored::key));
    }

    /** The events of each partition in order. */
    Map<Integer, List<Logged.Event>> eventsByPartition() {
        return events.stream().collect(groupingBy(event -> event.position().partition()));
    }

    /** The last answer to each command. */
    Map<String, Attempt> lastAttempts() {
        Map<String, Attempt> last = new LinkedHashMap<>();
        attempts.forEach(attempt -> last.merge(
                attempt.call().key(),
                attempt,
                (a, b) -> a.call().attempt() > b.call().attempt() ? a : b));
        return last;
    }

    /** Ids of the events that an attempt would write. */
    static Stream<String> eventIds(Call call, int attempt) {
        return IntStream.range(0, call.events().size()).mapToObj(i -> Call.eventId(call.key(), attempt, i));
    }
}
