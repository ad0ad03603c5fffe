package io.docket.command.payload;

import static io.docket.command.support.Scenario.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.command.casetype.SchemaCheck;
import io.docket.command.catalog.CommandType;
import io.docket.command.catalog.CommandTypes;
import io.docket.command.decision.Refusal;
import io.docket.command.decision.Rejection;
import io.docket.command.support.FixedCaseTypes;
import io.docket.command.support.FixedForms;
import io.docket.command.support.FixedRecordTypes;
import io.docket.command.support.NoInterimData;
import io.docket.contracts.json.Json;
import io.docket.kit.access.AccessTable;
import io.docket.kit.access.Role;
import io.docket.kit.identity.Caller;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CommandSchemasTest {
    private static final CommandTypes TYPES = new CommandTypes(
            new FixedCaseTypes(null),
            FixedRecordTypes.INSTANCE,
            FixedForms.INSTANCE,
            new SchemaCheck(schema -> List.of()),
            NoInterimData.INSTANCE);
    private static final CommandSchemas SCHEMAS =
            new CommandSchemas(TYPES.all().stream().map(CommandType::name).toList());

    static Stream<CommandType<?>> types() {
        return TYPES.all().stream();
    }

    private static Refusal refusal(String command, String payload) {
        Rejection rejection = catchThrowableOfType(Rejection.class, () -> SCHEMAS.requireValid(command, json(payload)));
        return rejection.refusal();
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_schema_has_the_fields_of_its_record_and_the_common_ones(CommandType<?> type) {
        JsonNode schema = json(CommandSchemas.source(type.name()));
        Set<String> ofRecord = Json.mapper()
                .getDeserializationConfig()
                .introspect(Json.mapper().constructType(type.payload()))
                .findProperties()
                .stream()
                .map(BeanPropertyDefinition::getName)
                .collect(Collectors.toCollection(HashSet::new));
        ofRecord.addAll(List.of("occurredAt", "onBehalfOf", "reason", "activity"));

        Set<String> ofSchema = new HashSet<>();
        schema.get("properties").fieldNames().forEachRemaining(ofSchema::add);

        assertThat(ofSchema).isEqualTo(ofRecord);
    }

    @ParameterizedTest
    @MethodSource("types")
    void an_unknown_field_is_named(CommandType<?> type) {
        assertThat(refusal(type.name(), "{\"surprise\":1}").errors())
                .extracting(error -> error.pointer())
                .contains("/surprise");
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_wrong_type_is_named_for_every_field(CommandType<?> type) {
        ObjectNode payload = Json.mapper().createObjectNode();
        json(CommandSchemas.source(type.name()))
                .get("properties")
                .fieldNames()
                .forEachRemaining(field -> payload.put(field, 1.5));

        assertThat(refusal(type.name(), payload.toString()).errors())
                .extracting(error -> error.pointer())
                .contains(payload.properties().stream()
                        .map(member -> "/" + member.getKey())
                        .toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_payload_that_is_no_object_is_refused(CommandType<?> type) {
        assertThat(refusal(type.name(), "[]").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("types")
    void somebody_may_send_every_command(CommandType<?> type) {
        Set<String> everyRole = Arrays.stream(Role.values()).map(Role::claim).collect(Collectors.toSet());

        assertThat(AccessTable.permits(new Caller("acme", "all", everyRole, Set.of()), type.action()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "move-case|{\"caseId\":\"a~b\",\"stage\":\"s\"}|/caseId",
                "move-case|{\"caseId\":\"../x\",\"stage\":\"s\"}|/caseId",
                "move-case|{\"caseId\":\"a\",\"stage\":\"\"}|/stage",
                "move-case|{\"caseId\":\"a\",\"stage\":\"s\",\"occurredAt\":\"yesterday\"}|/occurredAt",
                "move-case|{\"caseId\":\"a\",\"stage\":\"s\",\"occurredAt\":\"2011-10-01T00:38:44\"}|/occurredAt",
                "claim-task|{\"taskId\":\"a~b~c\"}|/taskId",
                "claim-task|{\"taskId\":\"a\",\"activity\":\"call\"}|/activity",
                "claim-task|{\"taskId\":\"a\",\"activity\":{\"name\":\"\"}}|/activity/name",
                "claim-task|{\"taskId\":\"a\",\"activity\":{\"name\":\"call\",\"who\":\"ann\"}}|/activity/who",
                "claim-task|{\"taskId\":\"a\",\"activity\":{\"lifecycle\":\"start\"}}|/activity/lifecycle",
                "create-task|{\"name\":\"t\",\"priority\":101}|/priority",
                "create-task|{\"name\":\"t\",\"title\":null}|/title",
                "attach-file|{\"caseId\":\"a\",\"fileId\":\"f\",\"name\":\"n\",\"contentType\":\"c\",\"size\":-1,\"sha256\":\"00\"}|/size",
                "deploy-process|{\"resourceName\":\"a.txt\",\"bpmn\":\"x\"}|/resourceName",
                "record-process|{\"processInstanceId\":\"p\",\"state\":\"started\",\"engineKey\":\"1\"}|/processVersion",
            })
    void a_fault_is_pointed_at(String command, String payload, String pointer) {
        assertThat(refusal(command, payload).errors())
                .extracting(error -> error.pointer())
                .contains(pointer);
    }

    @Test
    void a_reason_is_bounded() {
        String payload = "{\"caseId\":\"a\",\"reason\":\"" + "x".repeat(2_001) + "\"}";

        assertThat(refusal("close-case", payload).errors())
                .extracting(error -> error.pointer())
                .containsExactly("/reason");
    }
}
