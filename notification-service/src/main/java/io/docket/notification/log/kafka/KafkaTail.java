package io.docket.notification.log.kafka;

import io.docket.notification.facts.FactBook;
import io.docket.notification.live.LiveLog;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.log.Offsets;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Feeds the tail: reads every partition from the beginning of the log, once, and then follows it. Each instance is a
 * group of its own that commits nothing: its place is the tail's, which it goes back to after a rebalance.
 */
@ApplicationScoped
@Identifier("live")
public class KafkaTail implements KafkaConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(KafkaTail.class);

    private final LiveLog log;
    private final FactBook facts;
    private final LogNumber number;

    KafkaTail(LiveLog log, FactBook facts, LogNumber number) {
        this.log = log;
        this.facts = facts;
        this.number = number;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Offsets beginning = Offsets.zeroOf(number.get());
        consumer.beginningOffsets(partitions)
                .forEach((partition, offset) -> beginning.advance(partition.partition(), offset));
        log.begin(beginning);
        partitions.forEach(partition -> consumer.seek(partition, log.next(partition.partition())));
    }

    /** Takes in a batch; the next one waits for it. */
    @Incoming("live")
    @Blocking
    public void take(ConsumerRecords<byte[], byte[]> records) {
        List<LoggedEvent> events = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            EventRecords.read(record, facts).ifPresent(event -> {
                learn(event);
                events.add(event);
            });
        }
        log.append(events);
    }

    private void learn(LoggedEvent event) {
        long offset = event.position().offset();
        if (offset < log.next(event.position().partition())) {
            return;
        }
        try {
            facts.learn(event.envelope(), offset);
        } catch (UncheckedIOException e) {
            LOG.warnf("log=learn outcome=skipped position=%s error=%s", event.position(), e.getMessage());
        }
    }
}
