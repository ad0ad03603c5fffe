package io.docket.eventstore;

class InMemoryEventStoreTest extends EventStoreSuite {
    @Override
    protected EventStore emptyStore() {
        return new InMemoryEventStore();
    }

    @Override
    protected EventStore restarted(EventStore running) {
        return running;
    }
}
