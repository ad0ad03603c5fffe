package io.docket.command.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.casetype.SchemaCheck;
import io.docket.command.catalog.CommandType;
import io.docket.command.catalog.CommandTypes;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.EntityKind;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.interim.InterimData;
import io.docket.command.payload.CommandSchemas;
import io.docket.command.payload.DataSchemas;
import io.docket.command.payload.PayloadBinder;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.json.Json;
import java.util.List;
import java.util.Set;

/** Given events, when a command as JSON, then events or a refusal: a command's decision without any infrastructure. */
public final class Scenario {
    private static final String COMMAND_ID = "c0ffee00-0000-7000-8000-000000000001";

    private final CommandTypes types;
    private final MemoryWorkspace workspace = new MemoryWorkspace();
    private DecisionContext context = new DecisionContext("acme", "ann", Set.of("case-worker"), Set.of(), COMMAND_ID);

    private Scenario(FixedCaseTypes caseTypes, InterimData interim) {
        types = new CommandTypes(
                caseTypes,
                FixedRecordTypes.INSTANCE,
                FixedForms.INSTANCE,
                new SchemaCheck(new DataSchemas()::schemaErrors),
                interim);
    }

    /** Case types without a process. */
    public static Scenario start() {
        return with(NoInterimData.INSTANCE);
    }

    /** Case types without a process, and interim data. */
    public static Scenario with(InterimData interim) {
        return new Scenario(new FixedCaseTypes(null), interim);
    }

    /** Case types with a process. */
    public static Scenario withProcess(String process) {
        return new Scenario(new FixedCaseTypes(process), NoInterimData.INSTANCE);
    }

    /** Id that new entities without an id of their own derive from. */
    public static String commandId() {
        return COMMAND_ID;
    }

    /** JSON as a tree. */
    public static JsonNode json(String text) {
        return Json.tree(text.getBytes(UTF_8));
    }

    /** An entity with a history. */
    @SafeVarargs
    public final <S, E extends DomainEvent> Scenario given(EntityKind<S, E> kind, String id, E... events) {
        for (E event : events) {
            workspace.given(kind, id, "ann", event);
        }
        return this;
    }

    /** The caller of the command: user ann unless said otherwise. */
    public Scenario by(String actor, Set<String> roles, Set<String> groups) {
        context = new DecisionContext("acme", actor, roles, groups, COMMAND_ID);
        return this;
    }

    /** The events of the command. */
    public List<DomainEvent> when(String type, String payload) {
        perform(types.find(type).orElseThrow(), json(payload));
        return workspace.recorded();
    }

    /** The refusal of the command, which must have changed nothing. */
    public Refusal refusalWhen(String type, String payload) {
        Rejection rejection = catchThrowableOfType(Rejection.class, () -> when(type, payload));
        assertThat(rejection).as("%s %s is refused", type, payload).isNotNull();
        assertThat(workspace.recorded()).isEmpty();
        return rejection.refusal();
    }

    private <C> void perform(CommandType<C> type, JsonNode payload) {
        new CommandSchemas(List.of(type.name())).requireValid(type.name(), payload);
        C command = PayloadBinder.bind(payload, type.payload());
        type.operation().perform(type.id().apply(command, COMMAND_ID), command, context, workspace);
    }
}
