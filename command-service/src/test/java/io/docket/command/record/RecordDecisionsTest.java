package io.docket.command.record;

import static io.docket.command.support.Scenario.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.casework.CaseState;
import io.docket.command.decision.Refusal;
import io.docket.command.submit.Answer;
import io.docket.command.support.MemoryEventStore;
import io.docket.command.support.Scenario;
import io.docket.command.support.Service;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.RecordEvent;
import io.docket.contracts.event.RecordTypeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordDecisionsTest {
    private static final CaseEvent OPENED =
            new CaseEvent.Opened("loan", 3, "P-1", null, "draft", json("{\"amount\":\"1\"}"), null, null);
    private static final RecordEvent KIM = new RecordEvent.Put("customer", 2, null, json("{\"name\":\"Kim\"}"));

    @Test
    void every_definition_is_a_new_version() {
        String payload = "{\"id\":\"customer\",\"name\":\"Customer\",\"schema\":{\"type\":\"object\"}}";
        Scenario scenario = Scenario.start();

        scenario.when("define-record-type", payload);

        assertThat(scenario.when("define-record-type", payload))
                .hasSize(2)
                .allMatch(RecordTypeEvent.Defined.class::isInstance);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"a.b\",\"name\":\"A\",\"schema\":{}}|/id",
                "{\"id\":\"a\",\"name\":\"A\",\"schema\":{\"type\":\"text\"}}|/schema/type",
                "{\"id\":\"a\",\"name\":\"A\",\"schema\":7}|/schema",
            })
    void a_type_that_cannot_work_is_refused(String payload, String pointer) {
        Refusal refusal = Scenario.start().refusalWhen("define-record-type", payload);

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.errors())
                .first()
                .extracting(error -> error.pointer())
                .isEqualTo(pointer);
    }

    @Test
    void a_record_is_put_as_a_whole_and_pinned_to_the_version_it_was_checked_against() {
        assertThat(Scenario.start()
                        .when("put-record", "{\"type\":\"customer\",\"id\":\"c1\",\"data\":{\"name\":\"Kim\"}}"))
                .containsExactly(KIM);
    }

    @Test
    void the_same_data_again_changes_nothing_and_other_data_replaces_all_of_it() {
        Scenario scenario = Scenario.start().given(RecordState.KIND, "customer.c1", KIM);

        assertThat(scenario.when("put-record", "{\"type\":\"customer\",\"id\":\"c1\",\"data\":{\"name\":\"Kim\"}}"))
                .isEmpty();
        assertThat(scenario.when(
                        "put-record", "{\"type\":\"customer\",\"id\":\"c1\",\"data\":{\"name\":\"Kim\",\"x\":1}}"))
                .containsExactly(new RecordEvent.Put("customer", 2, null, json("{\"name\":\"Kim\",\"x\":1}")));
    }

    @Test
    void the_same_data_is_put_again_where_the_type_has_a_new_version() {
        Scenario scenario = Scenario.start()
                .given(
                        RecordState.KIND,
                        "customer.c1",
                        new RecordEvent.Put("customer", 1, null, json("{\"name\":\"Kim\"}")));

        assertThat(scenario.when("put-record", "{\"type\":\"customer\",\"id\":\"c1\",\"data\":{\"name\":\"Kim\"}}"))
                .containsExactly(KIM);
    }

    @Test
    void a_record_of_a_case_belongs_to_its_partition_and_needs_it() {
        String payload = "{\"type\":\"customer\",\"caseId\":\"P-1\",\"data\":{\"name\":\"Kim\"}}";

        assertThat(Scenario.start().given(CaseState.KIND, "P-1", OPENED).when("put-record", payload))
                .containsExactly(new RecordEvent.Put("customer", 2, "P-1", json("{\"name\":\"Kim\"}")));
        assertThat(Scenario.start().refusalWhen("put-record", payload))
                .returns(422, Refusal::status)
                .returns("unknown-case", Refusal::slug);
    }

    @Test
    void records_of_an_archived_case_stay_as_they_are() {
        RecordEvent ofCase = new RecordEvent.Put("customer", 2, "P-1", json("{\"name\":\"Kim\"}"));
        Scenario scenario = Scenario.start()
                .given(CaseState.KIND, "P-1", OPENED, new CaseEvent.Closed(null), new CaseEvent.Archived())
                .given(RecordState.KIND, "P-1~customer.c1", ofCase);

        assertThat(scenario.refusalWhen(
                                "put-record", "{\"type\":\"customer\",\"id\":\"P-1~c2\",\"data\":{\"name\":\"Kim\"}}")
                        .status())
                .isEqualTo(409);
        assertThat(scenario.refusalWhen("delete-record", "{\"type\":\"customer\",\"id\":\"P-1~c1\"}")
                        .status())
                .isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"type\":\"nothing\",\"data\":{}}|422|/type",
                "{\"type\":\"customer\",\"data\":{\"name\":7}}|400|/data/name",
                "{\"type\":\"customer\",\"data\":{}}|400|/data/name",
                "{\"type\":\"customer\",\"caseId\":\"P-1\",\"id\":\"c1\",\"data\":{\"name\":\"Kim\"}}|400|/id",
                "{\"type\":\"customer\",\"caseId\":\"P-1\",\"id\":\"P-2~c1\",\"data\":{\"name\":\"Kim\"}}|400|/id",
            })
    void a_record_that_does_not_fit_is_refused(String payload, int status, String pointer) {
        Refusal refusal = Scenario.start().refusalWhen("put-record", payload);

        assertThat(refusal.status()).isEqualTo(status);
        assertThat(refusal.errors())
                .first()
                .extracting(error -> error.pointer())
                .isEqualTo(pointer);
    }

    @Test
    void a_deleted_record_is_not_there_until_it_is_put_again() {
        String delete = "{\"type\":\"customer\",\"id\":\"c1\"}";
        Scenario scenario = Scenario.start().given(RecordState.KIND, "customer.c1", KIM, new RecordEvent.Deleted());

        assertThat(scenario.refusalWhen("delete-record", delete).status()).isEqualTo(404);
        assertThat(scenario.when("put-record", "{\"type\":\"customer\",\"id\":\"c1\",\"data\":{\"name\":\"Kim\"}}"))
                .containsExactly(KIM);
        assertThat(scenario.when("delete-record", delete)).endsWith(new RecordEvent.Deleted());
    }

    @Test
    void a_stale_version_is_refused_with_the_current_one() {
        try (Service service = Service.over(new MemoryEventStore())) {
            service.send("define-record-type", "{\"id\":\"customer\",\"name\":\"C\",\"schema\":{\"type\":\"object\"}}");
            service.send("put-record", "{\"type\":\"customer\",\"id\":\"c1\",\"data\":{\"n\":1}}");
            String second = "{\"type\":\"customer\",\"id\":\"c1\",\"data\":{\"n\":2}}";

            assertThat(service.send("put-record", second, null, 7L))
                    .isInstanceOfSatisfying(
                            Answer.Refused.class,
                            stale -> assertThat(stale.refusal())
                                    .returns(412, Refusal::status)
                                    .returns(1L, Refusal::version));
            assertThat(service.send("put-record", second, null, 1L).status()).isEqualTo(200);
            assertThat(service.send("put-record", second, null, 0L).status()).isEqualTo(412);
        }
    }
}
