package io.docket.projection.history.filter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an event must satisfy. */
public sealed interface Condition {
    /** True if the event does. */
    boolean holds(EventTerms event);

    /** One of the event's terms of the key fits one of the patterns. */
    record AnyOf(Key key, List<TermPattern> patterns) implements Condition {
        @Override
        public boolean holds(EventTerms event) {
            for (String term : event.of(key)) {
                for (TermPattern pattern : patterns) {
                    if (pattern.fits(term)) {
                        return true;
                    }
                }
            }
            return false;
        }
    }

    /** The event has no such term. */
    record Without(Key key, String term) implements Condition {
        @Override
        public boolean holds(EventTerms event) {
            return !event.of(key).contains(term);
        }
    }

    /** It happened in this time, both ends included; an absent end is open. */
    record Between(@Nullable Instant from, @Nullable Instant to) implements Condition {
        @Override
        public boolean holds(EventTerms event) {
            Instant at = event.happenedAt();
            return (from == null || !at.isBefore(from)) && (to == null || !at.isAfter(to));
        }
    }

    /** One of the conditions holds. */
    record Either(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(EventTerms event) {
            return conditions.stream().anyMatch(condition -> condition.holds(event));
        }
    }

    /** All of the conditions hold. */
    record All(List<Condition> conditions) implements Condition {
        @Override
        public boolean holds(EventTerms event) {
            return conditions.stream().allMatch(condition -> condition.holds(event));
        }
    }
}
