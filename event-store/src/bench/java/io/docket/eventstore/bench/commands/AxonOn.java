package io.docket.eventstore.bench.commands;

import io.docket.contracts.json.Json;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.InMemoryEventStore;
import io.docket.eventstore.axon.AggregateCache;
import io.docket.eventstore.axon.AggregateSettings;
import io.docket.eventstore.axon.AxonWiring;
import io.docket.eventstore.axon.EnvelopeMetaData;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.jdbc.DataSourceConnectionProvider;
import org.axonframework.common.jdbc.UnitOfWorkAwareConnectionProviderWrapper;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.config.AggregateConfigurer;
import org.axonframework.config.Configuration;
import org.axonframework.config.DefaultConfigurer;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.PostgresEventTableFactory;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.json.JacksonSerializer;

/** Axon with the same aggregate, serializer and cache on each storage engine. */
public final class AxonOn {
    private static final int CACHED = 4 * Accounts.COUNT;
    private static final AggregateSettings NO_SNAPSHOTS = AggregateSettings.DEFAULT.withSnapshotEvery(0);

    private AxonOn() {}

    public static Configuration kafka(EventStore store) {
        return kafka(store, AggregateSettings.DEFAULT);
    }

    /** Without snapshots of its own. */
    public static Configuration kafkaWithoutSnapshots(EventStore store) {
        return kafka(store, NO_SNAPSHOTS);
    }

    private static Configuration kafka(EventStore store, AggregateSettings settings) {
        return AxonWiring.configurer(store, new AccountTypes())
                .configureAggregate(AxonWiring.aggregate(Account.class, AggregateCache.of(store, CACHED), settings))
                .start();
    }

    /** Without a cache: every load reads the index. */
    public static Configuration kafkaUncached(EventStore store) {
        return AxonWiring.configurer(store, new AccountTypes())
                .configureAggregate(AggregateConfigurer.defaultConfiguration(Account.class))
                .start();
    }

    static Configuration memory() {
        return on(serializer -> new InMemoryEventStorageEngine());
    }

    /** Axon's own engine for databases; one transaction a unit of work. */
    static Configuration database(DataSource database) {
        return on(serializer -> {
            JdbcEventStorageEngine engine = JdbcEventStorageEngine.builder()
                    .snapshotSerializer(serializer)
                    .eventSerializer(serializer)
                    .connectionProvider(
                            new UnitOfWorkAwareConnectionProviderWrapper(new DataSourceConnectionProvider(database)))
                    .transactionManager(NoTransactionManager.INSTANCE)
                    .build();
            DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage("create"))
                    .execute(() -> engine.createSchema(PostgresEventTableFactory.INSTANCE));
            return engine;
        });
    }

    private static Configuration on(Function<Serializer, EventStorageEngine> engine) {
        Serializer serializer =
                JacksonSerializer.builder().objectMapper(Json.mapper().copy()).build();
        return DefaultConfigurer.defaultConfiguration(false)
                .configureSerializer(configuration -> serializer)
                .configureEmbeddedEventStore(configuration -> engine.apply(serializer))
                .configureCorrelationDataProviders(configuration -> List.of(new SimpleCorrelationDataProvider(
                        EnvelopeMetaData.ACTOR,
                        EnvelopeMetaData.COMMAND_ID,
                        EnvelopeMetaData.CORRELATION_ID,
                        EnvelopeMetaData.CAUSATION_ID,
                        EnvelopeMetaData.CAUSATION_DEPTH)))
                .configureAggregate(AxonWiring.aggregate(
                        Account.class, AggregateCache.of(new InMemoryEventStore(), CACHED), NO_SNAPSHOTS))
                .start();
    }
}
