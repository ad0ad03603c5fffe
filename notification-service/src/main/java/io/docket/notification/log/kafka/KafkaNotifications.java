package io.docket.notification.log.kafka;

import io.docket.notification.facts.FactBook;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.novu.Notifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Feeds the notifier: the instances share the partitions, and commit a batch when all of it is settled. */
@ApplicationScoped
public class KafkaNotifications {
    private final Instance<Notifier> notifier;
    private final FactBook facts;

    KafkaNotifications(Instance<Notifier> notifier, FactBook facts) {
        this.notifier = notifier;
        this.facts = facts;
    }

    /** Settles a batch; the next one waits for it. */
    @Incoming("novu")
    @Blocking
    public void settle(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        List<LoggedEvent> events = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            EventRecords.read(record, facts).ifPresent(events::add);
        }
        notifier.get().handle(events);
    }
}
