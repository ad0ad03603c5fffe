package io.docket.workflow.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.MailEvent;
import io.docket.workflow.mail.RecordingPlatform;
import io.docket.workflow.mail.outgoing.MailServer.Outcome;
import io.docket.workflow.mail.outgoing.Outbox;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.simulation.EventLog;
import io.docket.workflow.simulation.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MailReadingTest {
    private static final TopicPartition PARTITION = new TopicPartition("docket.events", 0);

    private final VirtualTime time = new VirtualTime();
    private final EventLog log = new EventLog(time);
    private final RecordingPlatform platform = new RecordingPlatform();
    private final List<String> attempts = new ArrayList<>();
    private final Set<String> full = new HashSet<>();
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final MailReading reading = new MailReading(consumer, outbox(), any -> true, time);

    MailReadingTest() {
        consumer.subscribe(List.of(PARTITION.topic()), reading);
        consumer.rebalance(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    private Outbox outbox() {
        Persistence persistence = new Persistence(
                new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(10)), time, time, new SimpleMeterRegistry());
        return new Outbox(
                "acme",
                "docket.test",
                Duration.ofDays(1),
                (request, messageId) -> {
                    attempts.add(request.mailId());
                    return full.contains(request.mailId())
                            ? new Outcome.NotThisOne("452 mailbox full")
                            : new Outcome.Taken();
                },
                platform,
                platform,
                persistence,
                time);
    }

    private void ask(String mail) {
        int offset = log.events().size();
        log.append(
                "mail",
                mail,
                new MailEvent.Requested(null, List.of("kim@example.org"), null, "Hi", "Dear Kim", null, null));
        EventEnvelope envelope = log.events().get(offset).envelope();
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>(PARTITION.topic(), 0, offset, envelope.root(), envelope.data());
        CloudEventHeaders.write(envelope).forEach(record.headers()::add);
        consumer.addRecord(record);
    }

    private long place() {
        return consumer.committed(Set.of(PARTITION)).get(PARTITION).offset();
    }

    @Test
    void mail_that_is_not_taken_now_holds_up_no_other_and_is_not_lost() {
        full.add("m-1");
        ask("m-0");
        ask("m-1");
        ask("m-2");

        reading.round();

        assertThat(attempts).containsExactly("m-0", "m-1", "m-2");
        assertThat(place()).isEqualTo(1);
    }

    @Test
    void mail_that_was_put_off_is_sent_later_and_the_place_moves_on() {
        full.add("m-0");
        ask("m-0");
        ask("m-1");
        reading.round();
        reading.round();
        full.clear();

        time.sleep(Duration.ofMinutes(1));
        reading.round();

        assertThat(attempts).containsExactly("m-0", "m-1", "m-0");
        assertThat(place()).isEqualTo(2);
    }

    @Test
    void mail_that_is_never_taken_has_few_events_until_it_fails() {
        full.add("m-0");
        ask("m-0");

        for (int minute = 0; minute <= 27 * 60; minute++) {
            reading.round();
            time.sleep(Duration.ofMinutes(1));
        }

        assertThat(attempts).hasSizeBetween(24, 60);
        assertThat(platform.last("record-email").path("state").asText()).isEqualTo("failed");
        assertThat(place()).isEqualTo(1);
    }

    @Test
    void mail_of_a_partition_that_another_reads_is_not_tried_any_more() {
        full.add("m-0");
        ask("m-0");
        reading.round();

        consumer.rebalance(List.of());
        time.sleep(MailReading.LONGEST_PUT_OFF);
        reading.round();

        assertThat(attempts).hasSize(1);
    }

    @Test
    void no_more_is_read_while_many_mails_are_put_off() {
        for (int i = 0; i < MailReading.MOST_PUT_OFF; i++) {
            full.add("m-" + i);
            ask("m-" + i);
        }
        reading.round();

        ask("later");
        reading.round();
        assertThat(attempts).hasSize(MailReading.MOST_PUT_OFF);
        full.clear();
        time.sleep(Duration.ofMinutes(1));
        reading.round();
        reading.round();

        assertThat(attempts).hasSize(2 * MailReading.MOST_PUT_OFF + 1).endsWith("later");
    }
}
