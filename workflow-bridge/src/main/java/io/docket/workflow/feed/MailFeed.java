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
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * The mails that are asked for, read from the events by a consumer of their own: a mail server that is away holds up no
 * process. Runs only where mail is sent.
 */
@Singleton
public class MailFeed {
    private static final Logger LOG = Logger.getLogger(MailFeed.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    /** A mail may have to wait for its server this long before another instance takes over. */
    private static final Duration PATIENCE = Duration.ofHours(12);

    private static final String GROUP = "-mail";
    private static final String REQUESTED = EventCatalog.typeOf(MailEvent.Requested.class);

    private final BridgeSettings.Log log;
    private final MailService mail;
    private final Pause pause;

    MailFeed(BridgeSettings settings, MailService mail, Pause pause) {
        this.log = settings.log();
        this.mail = mail;
        this.pause = pause;
    }

    void start(@Observes StartupEvent event) {
        mail.outbox()
                .ifPresent(
                        outbox -> Thread.ofPlatform().daemon().name("mail-feed").start(() -> follow(outbox)));
    }

    private void follow(Outbox outbox) {
        try {
            while (true) {
                consume(outbox);
                pause.sleep(AGAIN);
            }
        } catch (Stopped e) {
            LOG.debugf("event=mail-feed-left");
        }
    }

    private void consume(Outbox outbox) {
        try (KafkaConsumer<String, byte[]> consumer = open()) {
            consumer.subscribe(List.of(log.eventsTopic()));
            while (true) {
                pause.sleep(Duration.ZERO);
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    read(record).ifPresent(outbox::send);
                }
                consumer.commitSync();
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

    private KafkaConsumer<String, byte[]> open() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        log.servers(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        log.eventsGroup() + GROUP,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
                        (int) PATIENCE.toMillis()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
