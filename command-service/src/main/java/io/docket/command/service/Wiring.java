package io.docket.command.service;

import io.docket.command.admission.Admission;
import io.docket.command.aggregate.AxonDispatcher;
import io.docket.command.aggregate.EventHistory;
import io.docket.command.casetype.CaseTypes;
import io.docket.command.casetype.SchemaCheck;
import io.docket.command.catalog.CommandType;
import io.docket.command.catalog.CommandTypes;
import io.docket.command.definition.DefinitionKind;
import io.docket.command.definition.OwnDefinitions;
import io.docket.command.definition.StoredCaseTypes;
import io.docket.command.definition.StoredForms;
import io.docket.command.definition.StoredRecordTypes;
import io.docket.command.form.Forms;
import io.docket.command.http.Entrance;
import io.docket.command.idempotency.Once;
import io.docket.command.interim.BridgeInterimData;
import io.docket.command.payload.CommandSchemas;
import io.docket.command.payload.DataSchemas;
import io.docket.command.payload.SizeLimits;
import io.docket.command.peer.GrpcPeers;
import io.docket.command.peer.PeerLimits;
import io.docket.command.peer.PeerSecurity;
import io.docket.command.record.RecordTypes;
import io.docket.command.route.OwnReceipts;
import io.docket.command.route.RoutedCommands;
import io.docket.command.route.RoutedDefinitions;
import io.docket.command.route.RoutedReceipts;
import io.docket.command.submit.Preparation;
import io.docket.command.submit.Submitter;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.FormEvent;
import io.docket.contracts.event.RecordTypeEvent;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.KafkaEventStore;
import io.docket.eventstore.axon.CacheLimits;
import io.docket.eventstore.route.Route;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** How the parts of the service are put together. */
@Singleton
public class Wiring {
    private static final int BEFORE_AUTHENTICATION = SecurityHandlerPriorities.CORS - 1;

    @Produces
    @Singleton
    @Startup
    EventStore eventStore(CommandConfig config, SigningConfig signing, MeterRegistry registry) {
        EventStore store = EventHistory.of(KafkaEventStore.open(StoreSettings.of(config, signing)));
        PartitionMeters.register(store, registry);
        return store;
    }

    void close(@Disposes EventStore store) {
        store.close();
    }

    @Produces
    @Singleton
    DataSchemas dataSchemas() {
        return new DataSchemas();
    }

    @Produces
    @Singleton
    Route route(EventStore store, CommandConfig config) {
        return new Route(
                store.owners(), store.partitions().size(), config.advertised().orElse(null));
    }

    @Produces
    @Singleton
    GrpcPeers peers(CommandConfig config, MeterRegistry registry) {
        CommandConfig.Peer peer = config.peer();
        return new GrpcPeers(
                new PeerLimits(peer.deadline(), peer.lookupDeadline(), peer.inFlight(), peer.patience()),
                peer.authorities()
                        .map(file -> PeerSecurity.tls(file, peer.name().orElse(null)))
                        .orElse(PeerSecurity.PLAIN_TEXT),
                registry);
    }

    void close(@Disposes GrpcPeers peers) {
        peers.close();
    }

    @Produces
    @Singleton
    OwnDefinitions<CaseTypeEvent.Defined> ownCaseTypes(EventStore store) {
        return new OwnDefinitions<>(store, DefinitionKind.CASE_TYPE);
    }

    @Produces
    @Singleton
    OwnDefinitions<RecordTypeEvent.Defined> ownRecordTypes(EventStore store) {
        return new OwnDefinitions<>(store, DefinitionKind.RECORD_TYPE);
    }

    @Produces
    @Singleton
    OwnDefinitions<FormEvent.Defined> ownForms(EventStore store) {
        return new OwnDefinitions<>(store, DefinitionKind.FORM);
    }

    @Produces
    @Singleton
    CaseTypes caseTypes(
            OwnDefinitions<CaseTypeEvent.Defined> own,
            Route route,
            GrpcPeers peers,
            DataSchemas schemas,
            CommandConfig config) {
        return new StoredCaseTypes(
                new RoutedDefinitions<>(own, route, peers), schemas::compile, config.cachedCaseTypes());
    }

    @Produces
    @Singleton
    RecordTypes recordTypes(
            OwnDefinitions<RecordTypeEvent.Defined> own,
            Route route,
            GrpcPeers peers,
            DataSchemas schemas,
            CommandConfig config) {
        return new StoredRecordTypes(
                new RoutedDefinitions<>(own, route, peers), schemas::compile, config.cachedCaseTypes());
    }

    @Produces
    @Singleton
    Forms forms(
            OwnDefinitions<FormEvent.Defined> own,
            Route route,
            GrpcPeers peers,
            DataSchemas schemas,
            CommandConfig config) {
        return new StoredForms(new RoutedDefinitions<>(own, route, peers), schemas::compile, config.cachedCaseTypes());
    }

    @Produces
    @Singleton
    BridgeInterimData interimData(CommandConfig config) {
        return new BridgeInterimData(config.interim().bridge(), config.interim().timeout());
    }

    void close(@Disposes BridgeInterimData interim) {
        interim.close();
    }

    @Produces
    @Singleton
    CommandTypes commandTypes(
            CaseTypes caseTypes, RecordTypes recordTypes, Forms forms, DataSchemas schemas, BridgeInterimData interim) {
        return new CommandTypes(caseTypes, recordTypes, forms, new SchemaCheck(schemas::schemaErrors), interim);
    }

    @Produces
    @Singleton
    Preparation preparation(CommandTypes types) {
        return new Preparation(
                types,
                new CommandSchemas(types.all().stream().map(CommandType::name).toList()));
    }

    @Produces
    @Singleton
    AxonDispatcher dispatcher(EventStore store, CommandTypes types, CommandConfig config, MeterRegistry registry) {
        AxonDispatcher dispatcher = AxonDispatcher.open(
                store, types.all(), cached(config), config.snapshotEvery(), config.decisionDeadline());
        registry.gauge("docket.commands.overdue", dispatcher, AxonDispatcher::overdue);
        return dispatcher;
    }

    private static CacheLimits cached(CommandConfig config) {
        CacheLimits limits = CacheLimits.of(config.cachedEntities());
        return config.cachedEntityBytes().map(limits::withBytes).orElse(limits);
    }

    void close(@Disposes AxonDispatcher dispatcher) {
        dispatcher.close();
    }

    @Produces
    @Singleton
    @Startup
    Submitter submitter(Preparation preparation, AxonDispatcher dispatcher, EventStore store) {
        return new Submitter(preparation, new Once(store), dispatcher, store);
    }

    @Produces
    @Singleton
    RoutedCommands routedCommands(
            Preparation preparation, Submitter submitter, EventStore store, Route route, GrpcPeers peers) {
        return new RoutedCommands(preparation, submitter, store, route, peers);
    }

    @Produces
    @Singleton
    RoutedReceipts routedReceipts(OwnReceipts own, Route route, GrpcPeers peers) {
        return new RoutedReceipts(own, route, peers);
    }

    @Produces
    @Singleton
    Admission admission(CommandConfig config, MeterRegistry registry) {
        Admission admission =
                new Admission(config.leastInFlight(), config.inFlight(), config.latencyGoal(), System::nanoTime);
        registry.gauge("docket.commands.room", admission, Admission::room);
        registry.gauge("docket.commands.places", admission, Admission::taken);
        return admission;
    }

    void admitFirst(@Observes Filters filters, Admission admission, CommandConfig config) {
        filters.register(new Entrance(admission, config.payloadTime()), BEFORE_AUTHENTICATION);
    }

    @Produces
    @Singleton
    SizeLimits sizeLimits(CommandConfig config) {
        return new SizeLimits(config.payloadBytes(), Map.of("deploy-process", config.deploymentBytes()));
    }
}
