package io.docket.eventstore.faults;

import io.docket.eventstore.faults.InstanceFaults.Fault;
import java.util.ArrayList;
import java.util.List;

/** Faults of instances as cards: each round has all of them, in an order of its own. */
public final class Deck {
    private final List<Fault> cards;
    private final Schedule schedule;
    private final List<Fault> left = new ArrayList<>();

    public Deck(List<Fault> cards, Schedule schedule) {
        this.cards = cards;
        this.schedule = schedule;
    }

    public Fault next() {
        if (left.isEmpty()) {
            left.addAll(cards);
        }
        return left.remove(schedule.below(left.size()));
    }
}
