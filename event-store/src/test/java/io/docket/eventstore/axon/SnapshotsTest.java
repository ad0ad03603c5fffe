package io.docket.eventstore.axon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.InMemoryEventStore;
import java.util.Base64;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.snapshotting.RevisionSnapshotFilter;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.Test;

class SnapshotsTest {
    private final InMemoryEventStore store = new InMemoryEventStore();

    record Meter(int total) {}

    @Test
    void a_snapshot_is_read_back() {
        engine("1").storeSnapshot(snapshot(4, 10));

        DomainEventMessage<?> read = engine("1").readSnapshot("m").orElseThrow();

        assertThat(read.getPayload()).isEqualTo(new Meter(10));
        assertThat(read.getSequenceNumber()).isEqualTo(4);
        assertThat(read.getType()).isEqualTo("Meter");
        assertThat(engine("1").readSnapshot("other")).isEmpty();
    }

    @Test
    void a_snapshot_of_another_revision_is_ignored_and_replaced() {
        engine("1").storeSnapshot(snapshot(9, 10));

        assertThat(engine("2").readSnapshot("m")).isEmpty();

        engine("2").storeSnapshot(snapshot(5, 20));
        assertThat(engine("2").readSnapshot("m").orElseThrow().getPayload()).isEqualTo(new Meter(20));
        assertThat(engine("1").readSnapshot("m")).isEmpty();
    }

    @Test
    void a_snapshot_that_the_filter_rejects_is_ignored() {
        engine("1").storeSnapshot(snapshot(4, 10));

        KafkaEventStorageEngine filtering =
                new KafkaEventStorageEngine(EngineSettings.open(store, serializer("1"), "acme", "/test")
                        .withSnapshotFilter(RevisionSnapshotFilter.builder()
                                .type("Meter")
                                .revision("9")
                                .build()));

        assertThat(filtering.readSnapshot("m")).isEmpty();
    }

    @Test
    void a_snapshot_that_does_not_fit_its_class_is_ignored() {
        engine("1").storeSnapshot(new GenericDomainEventMessage<>("Meter", "m", 4, new Meter(10)));
        String stored = new String(Objects.requireNonNull(store.snapshot("acme/aggregate/m")), UTF_8);
        String unfit = Base64.getEncoder().encodeToString("{\"total\":[]}".getBytes(UTF_8));

        store.storeSnapshot(
                "acme/aggregate/m",
                stored.replaceAll("\"payload\":\"[^\"]*\"", "\"payload\":\"" + unfit + "\"")
                        .getBytes(UTF_8));

        assertThat(engine("1").readSnapshot("m")).isEmpty();
    }

    @Test
    void an_earlier_snapshot_does_not_replace_a_later_one() {
        engine("1").storeSnapshot(snapshot(4, 10));

        engine("1").storeSnapshot(snapshot(3, 5));

        assertThat(engine("1").readSnapshot("m").orElseThrow().getSequenceNumber())
                .isEqualTo(4);
    }

    @Test
    void a_snapshot_in_another_stored_form_is_ignored() {
        store.storeSnapshot("acme/aggregate/m", "{\"type\":\"Meter\",\"sequence\":4}".getBytes(UTF_8));

        assertThat(engine("1").readSnapshot("m")).isEmpty();
    }

    private KafkaEventStorageEngine engine(String revision) {
        return new KafkaEventStorageEngine(EngineSettings.open(store, serializer(revision), "acme", "/test"));
    }

    private static JacksonSerializer serializer(String revision) {
        RevisionResolver resolver = _ -> revision;
        return JacksonSerializer.builder().revisionResolver(resolver).build();
    }

    private static DomainEventMessage<?> snapshot(long sequence, int total) {
        return new GenericDomainEventMessage<>("Meter", "m", sequence, new Meter(total));
    }
}
