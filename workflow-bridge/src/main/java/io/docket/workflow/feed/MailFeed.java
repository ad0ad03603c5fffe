package io.docket.workflow.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.event.MailEvent;
import io.docket.contracts.json.Json;
import io.docket.workflow.mail.MailService;
import io.docket.workflow.mail.outgoing.MailRequest;
import io.docket.workflow.mail.outgoing.Outbox;
import io.docket.workflow.retry.Pause;
import io.docket.workflow.retry.Stopped;
import io.docket.workflow.settings.BridgeSettings;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The mails that are asked for, read from the events by a consumer of their own for each mailbox: a mail server that is away
 * holds up no process, and no other mailbox. Runs only where mail is sent.
 */
@Singleton
public class MailFeed {
    private static final Logger LOG = Logger.getLogger(MailFeed.class);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** A mail may have to wait for its server this long before another instance takes over. */
    private static final Duration PATIENCE = Duration.ofHours(12);

    /** How long an instance that was killed holds its partitions: the shortest that a broker takes as it comes. */
    private static final Duration SESSION = Duration.ofSeconds(6);

    private static final String GROUP = "-mail";
    private static final String REQUESTED = EventCatalog.typeOf(MailEvent.Requested.class);

    private final BridgeSettings.Log log;
    private final MailService mail;
    private final Pause pause;
    private final InstantSource clock;

    MailFeed(BridgeSettings settings, MailService mail, Pause pause, InstantSource clock) {
        this.log = settings.log();
        this.mail = mail;
        this.pause = pause;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Map<String, Outbox> outboxes = mail.outboxes();
        outboxes.forEach((name, outbox) -> {
            String suffix = name.isEmpty() ? GROUP : GROUP + "-" + name;
            Predicate<MailRequest> concerned = concerned(name, outboxes);
            Thread.ofPlatform().daemon().name("feed" + suffix).start(() -> follow(suffix, outbox, concerned));
        });
    }

    /** Which requests a mailbox looks after: those of its tenant, and the first also those of tenants that have none. */
    static Predicate<MailRequest> concerned(String name, Map<String, Outbox> outboxes) {
        Set<String> tenants = outboxes.values().stream().map(Outbox::tenant).collect(Collectors.toUnmodifiableSet());
        String own = outboxes.get(name).tenant();
        boolean isFirst = outboxes.keySet().iterator().next().equals(name);
        return request -> request.tenant().equals(own) || (isFirst && !tenants.contains(request.tenant()));
    }

    private void follow(String group, Outbox outbox, Predicate<MailRequest> concerned) {
        try {
            while (true) {
                consume(group, outbox, concerned);
                pause.sleep(AGAIN);
            }
        } catch (Stopped e) {
            LOG.debugf("event=mail-feed-left");
        }
    }

    private void consume(String group, Outbox outbox, Predicate<MailRequest> concerned) {
        try (KafkaConsumer<String, byte[]> consumer = open(group)) {
            MailReading reading = new MailReading(consumer, outbox, concerned, clock);
            consumer.subscribe(List.of(log.eventsTopic()), reading);
            while (true) {
                pause.sleep(Duration.ZERO);
                reading.round();
            }
        } catch (KafkaException e) {
            LOG.warnf("event=mail-feed-broken error=\"%s\"", e);
        }
    }

    /** What is asked for, if the record is that; of all others only a header is read. */
    static Optional<MailRequest> read(ConsumerRecord<String, byte[]> record) {
        byte[] type = header(record, CloudEventHeaders.TYPE);
        if (type == null || !REQUESTED.equals(new String(type, UTF_8))) {
            return Optional.empty();
        }
        try {
            EventEnvelope event = CloudEventHeaders.read(record.key(), name -> header(record, name), record.value());
            return Optional.of(new MailRequest(
                    event.tenant(),
                    event.subject().id(),
                    event.time(),
                    Json.read(event.data(), MailEvent.Requested.class)));
        } catch (IllegalArgumentException | DateTimeException | UncheckedIOException e) {
            LOG.errorf("no event partition=%d offset=%d error=\"%s\"", record.partition(), record.offset(), e);
            return Optional.empty();
        }
    }

    private static byte @Nullable [] header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    private KafkaConsumer<String, byte[]> open(String group) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        log.servers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        log.eventsGroup() + group,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                        (int) PATIENCE.toMillis(),
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        (int) SESSION.toMillis()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
