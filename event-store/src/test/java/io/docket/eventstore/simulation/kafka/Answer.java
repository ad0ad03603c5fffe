package io.docket.eventstore.simulation.kafka;

import org.jspecify.annotations.Nullable;

/** What the broker answers: a value or a failure. */
record Answer<T>(@Nullable T value, @Nullable RuntimeException failure) {
    @Override
    public String toString() {
        return failure == null ? String.valueOf(value) : failure.getClass().getSimpleName();
    }
}
