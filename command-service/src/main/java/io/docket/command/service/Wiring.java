package io.docket.command.service;

import io.docket.command.aggregate.AxonDispatcher;
import io.docket.command.aggregate.EventHistory;
import io.docket.command.casetype.CaseTypes;
import io.docket.command.casetype.stored.StoredCaseTypes;
import io.docket.command.catalog.CommandType;
import io.docket.command.catalog.CommandTypes;
import io.docket.command.idempotency.Once;
import io.docket.command.payload.CommandSchemas;
import io.docket.command.payload.DataSchemas;
import io.docket.command.payload.SizeLimits;
import io.docket.command.submit.Preparation;
import io.docket.command.submit.Submitter;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.EventStoreConfig;
import io.docket.eventstore.KafkaEventStore;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** How the parts of the service are put together. */
@Singleton
public class Wiring {
    @Produces
    @Singleton
    @Startup
    EventStore eventStore(CommandConfig config, SigningConfig signing) {
        return EventHistory.of(
                KafkaEventStore.open(EventStoreConfig.of(config.kafka(), config.group(), config.dataDir())
                        .withSigning(signing.signing())));
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
    CaseTypes caseTypes(EventStore store, DataSchemas schemas, CommandConfig config) {
        return new StoredCaseTypes(store, schemas::compile, config.cachedCaseTypes());
    }

    @Produces
    @Singleton
    CommandTypes commandTypes(CaseTypes caseTypes, DataSchemas schemas) {
        return new CommandTypes(caseTypes, schemas::schemaErrors);
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
    AxonDispatcher dispatcher(EventStore store, CommandTypes types, CommandConfig config) {
        return AxonDispatcher.open(store, types.all(), config.cachedEntities());
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
    SizeLimits sizeLimits(CommandConfig config) {
        return new SizeLimits(config.payloadBytes(), Map.of("deploy-process", config.deploymentBytes()));
    }
}
