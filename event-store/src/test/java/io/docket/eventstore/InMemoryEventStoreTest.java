package io.docket.eventstore;

import java.time.Duration;

class InMemoryEventStoreTest extends EventStoreSuite {
    @Override
    protected EventStore emptyStore() {
        return new InMemoryEventStore();
    }

    @Override
    protected EventStore restarted(EventStore running) {
        return running;
    }

    @Override
    protected EventStore forgetting(EventStore running, Duration outcomeWindow) {
        ((InMemoryEventStore) running).forgetAfter(outcomeWindow);
        return running;
    }
}
