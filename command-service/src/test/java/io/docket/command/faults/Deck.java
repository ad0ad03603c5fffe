package io.docket.command.faults;

import io.docket.eventstore.faults.InstanceFaults.Fault;
import io.docket.eventstore.faults.Schedule;
import java.util.ArrayList;
import java.util.List;

/** Faults of instances as cards: each round has every kind, in an order of its own. */
final class Deck {
    private static final List<Fault> CARDS = List.of(
            Fault.STOPPED_UNTIL_REPLACED,
            Fault.STOPPED_UNTIL_REPLACED,
            Fault.STOPPED_BRIEFLY,
            Fault.KILLED,
            Fault.SENT_AWAY);

    private final Schedule schedule;
    private final List<Fault> left = new ArrayList<>();

    Deck(Schedule schedule) {
        this.schedule = schedule;
    }

    Fault next() {
        if (left.isEmpty()) {
            left.addAll(CARDS);
        }
        return left.remove(schedule.below(left.size()));
    }
}
