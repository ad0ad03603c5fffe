package io.docket.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.TestLog;
import io.docket.eventstore.axon.deadletter.SharedDeadLetterQueue;
import io.docket.eventstore.axon.deadletter.SharedDeadLetterQueue.Limits;
import io.docket.eventstore.table.KafkaTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.config.Configuration;
import org.axonframework.config.Configurer;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.inmemory.InMemoryTokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Axon's event processors over the whole log of six partitions, with two segments. */
class AxonProcessorsIT {
    private static final int AGGREGATES = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path dataDir;

    private final TestLog log = new TestLog(6);
    private final TokenStore tokens = new InMemoryTokenStore();
    private final Recorder recorder = new Recorder();
    private EventStore store;
    private KafkaEventStorageEngine engine;

    @ProcessingGroup("recorder")
    public static final class Recorder {
        private final List<DomainEventMessage<?>> handled = new CopyOnWriteArrayList<>();
        private volatile @Nullable String indigestible;

        @EventHandler
        void on(String payload, DomainEventMessage<?> message) {
            if (message.getAggregateIdentifier().equals(indigestible) && message.getSequenceNumber() == 1) {
                throw new IllegalStateException("cannot handle this one");
            }
            handled.add(message);
        }
    }

    @BeforeEach
    void open() {
        store = log.open(dataDir);
        engine = OpenEngine.on(store);
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void a_tracking_processor_goes_on_from_its_stored_token() {
        goesOn(AxonProcessorsIT::tracking);
    }

    @Test
    void a_pooled_processor_goes_on_from_its_stored_token() {
        goesOn(AxonProcessorsIT::pooled);
    }

    private void goesOn(Consumer<EventProcessingConfigurer> processor) {
        append(0, 5);
        Configuration first = start(processor);
        append(5, 10);
        await().atMost(PATIENCE).until(() -> recorder.handled.size() >= AGGREGATES * 10);
        first.shutdown();
        append(10, 15);

        Configuration second = start(processor);
        append(15, 20);

        await().atMost(PATIENCE).until(() -> recorder.handled.size() >= AGGREGATES * 20);
        second.shutdown();
        for (int aggregate = 0; aggregate < AGGREGATES; aggregate++) {
            String id = "aggregate-" + aggregate;
            assertThat(recorder.handled.stream()
                            .filter(event -> event.getAggregateIdentifier().equals(id))
                            .map(DomainEventMessage::getSequenceNumber))
                    .as("each event once and in order")
                    .containsExactlyElementsOf(LongStream.range(0, 20).boxed().toList());
        }
        TrackingToken end = engine.createHeadToken();
        TrackingToken handled =
                ((LogToken) tokens.fetchToken("recorder", 0)).upperBound(tokens.fetchToken("recorder", 1));
        assertThat(engine.readEvents(handled, false)).isEmpty();
        assertThat(end.covers(handled)).isTrue();
    }

    @Test
    void an_event_that_cannot_be_handled_keeps_its_successors_waiting_until_it_can() {
        try (KafkaTable table = KafkaTable.open(log.config(dataDir), log.tableTopic())) {
            SharedDeadLetterQueue<EventMessage<?>> letters =
                    new SharedDeadLetterQueue<>(table, "recorder", OpenEngine.SERIALIZER, Limits.DEFAULT);
            recorder.indigestible = "aggregate-3";
            Configuration axon = start(processing -> {
                tracking(processing);
                processing.registerDeadLetterQueue("recorder", _ -> letters);
            });
            append(0, 4);
            await().atMost(PATIENCE).until(() -> recorder.handled.size() == AGGREGATES * 4 - 3 && letters.size() == 3);
            assertThat(letters.contains("aggregate-3")).isTrue();

            recorder.indigestible = null;
            axon.eventProcessingConfiguration()
                    .sequencedDeadLetterProcessor("recorder")
                    .orElseThrow()
                    .processAny();

            assertThat(recorder.handled.stream()
                            .filter(event -> event.getAggregateIdentifier().equals("aggregate-3"))
                            .map(DomainEventMessage::getSequenceNumber))
                    .containsExactly(0L, 1L, 2L, 3L);
            assertThat(letters.size()).isZero();
            axon.shutdown();
        }
    }

    private Configuration start(Consumer<EventProcessingConfigurer> processor) {
        Configurer configurer = AxonWiring.configurer(store, "acme", "/test");
        configurer.eventProcessing(processing -> {
            processing.registerEventHandler(_ -> recorder).registerTokenStore(_ -> tokens);
            processor.accept(processing);
        });
        return configurer.start();
    }

    private static void tracking(EventProcessingConfigurer processing) {
        processing.registerTrackingEventProcessor(
                "recorder",
                Configuration::eventStore,
                _ -> TrackingEventProcessorConfiguration.forParallelProcessing(2)
                        .andInitialSegmentsCount(2)
                        .andInitialTrackingToken(StreamableMessageSource::createTailToken));
    }

    private static void pooled(EventProcessingConfigurer processing) {
        processing.registerPooledStreamingEventProcessor(
                "recorder",
                Configuration::eventStore,
                (_, builder) -> builder.initialSegmentCount(2).initialToken(StreamableMessageSource::createTailToken));
    }

    private void append(int from, int to) {
        IntStream.range(from, to)
                .forEach(number -> IntStream.range(0, AGGREGATES)
                        .forEach(aggregate -> engine.appendEvents(new GenericDomainEventMessage<>(
                                "type", "aggregate-" + aggregate, number, "event " + number))));
    }
}
