package io.docket.eventstore.axon;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.EventStore;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.axonframework.serialization.upcasting.event.NoOpEventUpcaster;

/**
 * What a {@link KafkaEventStorageEngine} needs to know. {@link #platform} and {@link #open} give everything but what they
 * ask for.
 *
 * @param store where the events are
 * @param serializer how what is neither an event nor a snapshot becomes bytes
 * @param form how messages become envelopes
 * @param upcasters Axon's upcasters, applied when events are read; they see the type names of the log
 * @param snapshotSerializer how snapshots become bytes
 * @param snapshotFilter which snapshots may be used
 */
public record EngineSettings(
        EventStore store,
        Serializer serializer,
        Form form,
        EventUpcaster upcasters,
        Serializer snapshotSerializer,
        SnapshotFilter snapshotFilter) {
    /** Kind of all aggregates where there are no rules for their names. */
    static final String OPEN_ENTITY = "aggregate";

    /** How messages become envelopes: opaque, chosen by the factories. */
    public static final class Form {
        private final EventForm events;
        private final EventTypeMapping types;

        private Form(EventForm events, EventTypeMapping types) {
            this.events = events;
            this.types = types;
        }

        EventForm events() {
            return events;
        }

        EventTypeMapping types() {
            return types;
        }
    }

    /**
     * The platform's rules: aggregate identifiers are stream names, metadata is {@link EnvelopeMetaData}, the source is
     * {@link EventEnvelope#COMMAND_SERVICE}.
     *
     * @param types how events stand in the log
     */
    public static EngineSettings platform(EventStore store, EventTypeMapping types, Serializer serializer) {
        EventForm form = new PlatformForm(StreamNaming.streamNames(), types, EventEnvelope.COMMAND_SERVICE);
        return of(store, serializer, new Form(form, types));
    }

    /**
     * No rules: any aggregate identifier, any metadata, every event that the serializer writes as JSON.
     *
     * @param tenant owner of all data, without {@code /}
     * @param source source of the events, as CloudEvents knows it
     */
    public static EngineSettings open(EventStore store, Serializer serializer, String tenant, String source) {
        return open(
                store,
                serializer,
                tenant,
                source,
                StreamNaming.opaque(tenant, OPEN_ENTITY),
                new SerializerTypes(serializer));
    }

    /** The same with rules for names of streams and types of events. */
    public static EngineSettings open(
            EventStore store,
            Serializer serializer,
            String tenant,
            String source,
            StreamNaming naming,
            EventTypeMapping types) {
        EventForm form = new OpenForm(naming, tenant, types, serializer, source);
        return of(store, serializer, new Form(form, types));
    }

    private static EngineSettings of(EventStore store, Serializer serializer, Form form) {
        return new EngineSettings(
                store, serializer, form, NoOpEventUpcaster.INSTANCE, serializer, SnapshotFilter.allowAll());
    }

    /** The same with upcasters. */
    public EngineSettings withUpcasters(EventUpcaster newUpcasters) {
        return new EngineSettings(store, serializer, form, newUpcasters, snapshotSerializer, snapshotFilter);
    }

    /** The same with a rule for snapshots. */
    public EngineSettings withSnapshotFilter(SnapshotFilter newFilter) {
        return withSnapshots(snapshotSerializer, newFilter);
    }

    /** The same with another form of snapshots and a rule for them. */
    public EngineSettings withSnapshots(Serializer newSerializer, SnapshotFilter newFilter) {
        return new EngineSettings(store, serializer, form, upcasters, newSerializer, newFilter);
    }
}
