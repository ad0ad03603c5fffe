package io.docket.workflow.feed;

import io.docket.workflow.mail.outgoing.MailRequest;
import io.docket.workflow.mail.outgoing.Outbox;
import io.docket.workflow.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The mails that one consumer reads. One that its server does not take now is put off, and those behind it are sent:
 *
 * <pre>
 *   read ──taken, or never──> done
 *    └──not now──> put off ──due──> read
 * </pre>
 *
 * What is put off is known here alone: the place in the log stays before the first such mail, so that whoever reads on finds it.
 */
final class MailReading implements ConsumerRebalanceListener {
    /** While so many mails are put off no others are read. */
    static final int MOST_PUT_OFF = 1_000;

    static final Duration LONGEST_PUT_OFF = Duration.ofHours(1);

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Backoff PUT_OFF = new Backoff(Duration.ofMinutes(1), LONGEST_PUT_OFF);

    private final Consumer<String, byte[]> consumer;
    private final Outbox outbox;
    private final Predicate<MailRequest> concerned;
    private final InstantSource clock;
    private final Map<TopicPartition, Long> reached = new HashMap<>();
    private List<PutOff> putOff = new ArrayList<>();

    MailReading(
            Consumer<String, byte[]> consumer, Outbox outbox, Predicate<MailRequest> concerned, InstantSource clock) {
        this.consumer = consumer;
        this.outbox = outbox;
        this.concerned = concerned;
        this.clock = clock;
    }

    /** Sends what is new, and what was put off and is due. */
    void round() {
        if (putOff.size() < MOST_PUT_OFF) {
            consumer.resume(consumer.paused());
        } else {
            consumer.pause(consumer.assignment());
        }
        ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<String, byte[]> record : records) {
            MailFeed.read(record).filter(concerned).ifPresent(mail -> attempt(PutOff.never(record, mail)));
        }
        records.nextOffsets().forEach((partition, next) -> reached.put(partition, next.offset()));
        List<PutOff> before = putOff;
        putOff = new ArrayList<>();
        before.forEach(mail -> {
            if (mail.due().isAfter(clock.instant())) {
                putOff.add(mail);
            } else {
                attempt(mail);
            }
        });
        commit();
    }

    private void attempt(PutOff mail) {
        if (!outbox.send(mail.request())) {
            Duration pause = PUT_OFF.after(mail.times() + 1, RandomGenerator.getDefault());
            putOff.add(mail.until(clock.instant().plus(pause)));
        }
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> places = new HashMap<>();
        reached.forEach((partition, next) -> places.put(partition, new OffsetAndMetadata(next)));
        putOff.forEach(mail -> places.computeIfPresent(
                mail.partition(),
                (partition, place) -> mail.offset() < place.offset() ? new OffsetAndMetadata(mail.offset()) : place));
        if (!places.isEmpty()) {
            consumer.commitSync(places);
        }
    }

    /** Whoever reads them from now on has their mails, too. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        reached.keySet().removeAll(partitions);
        putOff.removeIf(mail -> partitions.contains(mail.partition()));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

    /**
     * A mail that is put off.
     *
     * @param offset where it stands in the log
     * @param times how often it was put off
     * @param due when it is tried again
     */
    private record PutOff(TopicPartition partition, long offset, MailRequest request, int times, Instant due) {
        static PutOff never(ConsumerRecord<?, ?> record, MailRequest request) {
            return new PutOff(
                    new TopicPartition(record.topic(), record.partition()), record.offset(), request, 0, Instant.MIN);
        }

        PutOff until(Instant next) {
            return new PutOff(partition, offset, request, times + 1, next);
        }
    }
}
