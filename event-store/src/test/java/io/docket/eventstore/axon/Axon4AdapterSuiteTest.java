package io.docket.eventstore.axon;

import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.adapter.Adapter;
import io.docket.eventstore.adapter.AdapterSuite;

class Axon4AdapterSuiteTest extends AdapterSuite {
    private final InMemoryEventStore store = new InMemoryEventStore();

    @Override
    protected Adapter onEmptyLog() {
        return new Axon4Adapter(store);
    }

    @Override
    protected Adapter restarted(Adapter running) {
        running.close();
        return new Axon4Adapter(store);
    }
}
