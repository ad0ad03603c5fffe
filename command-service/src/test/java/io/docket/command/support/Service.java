package io.docket.command.support;

import io.docket.command.aggregate.AxonDispatcher;
import io.docket.command.casetype.SchemaCheck;
import io.docket.command.catalog.CommandType;
import io.docket.command.catalog.CommandTypes;
import io.docket.command.definition.DefinitionKind;
import io.docket.command.definition.Definitions;
import io.docket.command.definition.OwnDefinitions;
import io.docket.command.definition.StoredCaseTypes;
import io.docket.command.definition.StoredForms;
import io.docket.command.definition.StoredRecordTypes;
import io.docket.command.idempotency.Once;
import io.docket.command.interim.InterimData;
import io.docket.command.payload.CommandSchemas;
import io.docket.command.payload.DataSchemas;
import io.docket.command.submit.Answer;
import io.docket.command.submit.Preparation;
import io.docket.command.submit.Submission;
import io.docket.command.submit.Submitter;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.FormEvent;
import io.docket.contracts.event.RecordTypeEvent;
import io.docket.eventstore.EventStore;
import io.docket.eventstore.axon.CacheLimits;
import io.docket.kit.identity.Caller;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The whole service without HTTP and without Kafka. */
public final class Service implements AutoCloseable {
    /** A caller with every role but the engine's. */
    public static final Caller DEMO = new Caller(
            "acme",
            "demo",
            Set.of("case-worker", "case-manager", "integration", "act-on-behalf", "auditor", "admin"),
            Set.of());

    private static final int SNAPSHOT_EVERY = 5;
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final AxonDispatcher dispatcher;
    private final Preparation preparation;
    private final Submitter submitter;

    private Service(AxonDispatcher dispatcher, Preparation preparation, Submitter submitter) {
        this.dispatcher = dispatcher;
        this.preparation = preparation;
        this.submitter = submitter;
    }

    /** The service over a store. */
    public static Service over(EventStore store) {
        return over(
                store,
                new OwnDefinitions<>(store, DefinitionKind.CASE_TYPE),
                new OwnDefinitions<>(store, DefinitionKind.RECORD_TYPE),
                new OwnDefinitions<>(store, DefinitionKind.FORM));
    }

    /** The service over a store, with types from somewhere else. */
    public static Service over(
            EventStore store,
            Definitions<CaseTypeEvent.Defined> caseTypes,
            Definitions<RecordTypeEvent.Defined> recordTypes,
            Definitions<FormEvent.Defined> forms) {
        return over(store, caseTypes, recordTypes, forms, DEADLINE, NoInterimData.INSTANCE);
    }

    /** The service over a store, with case types from somewhere else and so much time for a decision. */
    public static Service over(EventStore store, Definitions<CaseTypeEvent.Defined> caseTypes, Duration deadline) {
        return over(
                store,
                caseTypes,
                new OwnDefinitions<>(store, DefinitionKind.RECORD_TYPE),
                new OwnDefinitions<>(store, DefinitionKind.FORM),
                deadline,
                NoInterimData.INSTANCE);
    }

    /** The service over a store, with interim data from somewhere else. */
    public static Service over(EventStore store, InterimData interim) {
        return over(
                store,
                new OwnDefinitions<>(store, DefinitionKind.CASE_TYPE),
                new OwnDefinitions<>(store, DefinitionKind.RECORD_TYPE),
                new OwnDefinitions<>(store, DefinitionKind.FORM),
                DEADLINE,
                interim);
    }

    private static Service over(
            EventStore store,
            Definitions<CaseTypeEvent.Defined> caseTypes,
            Definitions<RecordTypeEvent.Defined> recordTypes,
            Definitions<FormEvent.Defined> forms,
            Duration deadline,
            InterimData interim) {
        DataSchemas schemas = new DataSchemas();
        CommandTypes types = new CommandTypes(
                new StoredCaseTypes(caseTypes, schemas::compile, 100),
                new StoredRecordTypes(recordTypes, schemas::compile, 100),
                new StoredForms(forms, schemas::compile, 100),
                new SchemaCheck(schemas::schemaErrors),
                interim);
        AxonDispatcher dispatcher =
                AxonDispatcher.open(store, types.all(), CacheLimits.of(1_000), SNAPSHOT_EVERY, deadline);
        Preparation preparation = new Preparation(
                types,
                new CommandSchemas(types.all().stream().map(CommandType::name).toList()));
        return new Service(dispatcher, preparation, new Submitter(preparation, new Once(store), dispatcher, store));
    }

    /** Everything before the decision. */
    public Preparation preparation() {
        return preparation;
    }

    /** The way of a command to its answer. */
    public Submitter submitter() {
        return submitter;
    }

    /** The service over a store, with a case type {@code loan} of stages a and b, and maybe a process. */
    public static Service withLoans(EventStore store, @Nullable String process) {
        Service service = over(store);
        String fields = process == null ? "" : ",\"process\":\"" + process + "\"";
        service.send(
                "define-case-type",
                "{\"id\":\"loan\",\"name\":\"Loan\",\"dataSchema\":{\"type\":\"object\"},"
                        + "\"stages\":[{\"id\":\"a\",\"name\":\"A\"},{\"id\":\"b\",\"name\":\"B\"}]" + fields + "}");
        return service;
    }

    /** The answer to a command of the demo user without a key. */
    public Answer send(String type, String payload) {
        return send(type, payload, null, null);
    }

    /** The answer to a command of the demo user. */
    public Answer send(String type, String payload, @Nullable String key, @Nullable Long ifMatch) {
        return send(DEMO, type, payload, key, ifMatch);
    }

    /** The answer to a command. */
    public Answer send(Caller caller, String type, String payload, @Nullable String key, @Nullable Long ifMatch) {
        return submitter.submit(new Submission(caller, type, Scenario.json(payload), key, ifMatch, null));
    }

    @Override
    public void close() {
        dispatcher.close();
    }
}
