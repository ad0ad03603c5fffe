package io.docket.workflow.feed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.MailEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.workflow.mail.RecordingPlatform;
import io.docket.workflow.mail.outgoing.MailRequest;
import io.docket.workflow.mail.outgoing.MailServer.Outcome;
import io.docket.workflow.mail.outgoing.Outbox;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.simulation.EventLog;
import io.docket.workflow.simulation.VirtualTime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class MailFeedTest {
    private static final MailEvent.Requested REQUESTED =
            new MailEvent.Requested("K1", List.of("kim@example.org"), null, "Hi", "Dear Kim", null, null);

    private final VirtualTime time = new VirtualTime();

    private ConsumerRecord<String, byte[]> record(DomainEvent event) {
        EventLog log = new EventLog(time);
        log.append("mail", "K1~m-1", event);
        EventEnvelope envelope = log.events().getFirst().envelope();
        ConsumerRecord<String, byte[]> record =
                new ConsumerRecord<>("docket.events", 0, 0, envelope.root(), envelope.data());
        CloudEventHeaders.write(envelope).forEach(record.headers()::add);
        return record;
    }

    @Test
    void mail_that_is_asked_for_is_read_with_whose_it_is_and_when_it_was_asked_for() {
        assertThat(MailFeed.read(record(REQUESTED)))
                .contains(new MailRequest("acme", "K1~m-1", time.instant(), REQUESTED));
    }

    @Test
    void other_events_and_what_is_no_event_are_passed_over() {
        ConsumerRecord<String, byte[]> broken = record(REQUESTED);
        broken.headers().remove(CloudEventHeaders.TIME).add(CloudEventHeaders.TIME, "soon".getBytes(UTF_8));
        ConsumerRecord<String, byte[]> unreadable = record(REQUESTED);

        assertThat(MailFeed.read(record(new TaskEvent.Cancelled()))).isEmpty();
        assertThat(MailFeed.read(new ConsumerRecord<>("docket.events", 0, 0, "k", new byte[0])))
                .isEmpty();
        assertThat(MailFeed.read(broken)).isEmpty();
        assertThat(MailFeed.read(withValue(unreadable, "{"))).isEmpty();
    }

    private static ConsumerRecord<String, byte[]> withValue(ConsumerRecord<String, byte[]> record, String value) {
        ConsumerRecord<String, byte[]> other =
                new ConsumerRecord<>(record.topic(), 0, 0, record.key(), value.getBytes(UTF_8));
        record.headers().forEach(other.headers()::add);
        return other;
    }

    @Test
    void each_mailbox_looks_after_its_tenant_and_one_of_them_after_those_without() {
        Map<String, Outbox> outboxes = new LinkedHashMap<>();
        outboxes.put("", outbox("acme"));
        outboxes.put("help", outbox("globex"));

        assertThat(List.of("acme", "globex", "initech"))
                .map(tenant -> List.of(isConcerned("", outboxes, tenant), isConcerned("help", outboxes, tenant)))
                .containsExactly(List.of(true, false), List.of(false, true), List.of(true, false));
    }

    private static boolean isConcerned(String mailbox, Map<String, Outbox> outboxes, String tenant) {
        return MailFeed.concerned(mailbox, outboxes).test(new MailRequest(tenant, "m-1", Instant.EPOCH, REQUESTED));
    }

    private Outbox outbox(String tenant) {
        return new Outbox(
                tenant,
                "docket.test",
                Duration.ofDays(1),
                (request, messageId) -> new Outcome.Taken(),
                new RecordingPlatform(),
                new RecordingPlatform(),
                new Persistence(
                        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)), time, time, new SimpleMeterRegistry()),
                time);
    }
}
