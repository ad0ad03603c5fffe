package io.docket.eventstore.axon;

import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.PartitionStatus;
import io.docket.eventstore.adapter.Adapter;
import io.docket.eventstore.adapter.AdapterSuite;
import java.util.List;
import java.util.function.BiConsumer;

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

    @Override
    protected List<String> elsewhere(Adapter running, List<String> sums, BiConsumer<Adapter, String> does) {
        List<Integer> partitions =
                store.partitions().stream().map(PartitionStatus::partition).toList();
        partitions.forEach(store::release);
        try (Adapter other = new Axon4Adapter(store)) {
            sums.forEach(sum -> does.accept(other, sum));
        }
        partitions.forEach(store::acquire);
        return sums;
    }
}
