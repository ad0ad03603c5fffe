package io.docket.contracts.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordIdTest {
    @ParameterizedTest
    @CsvSource({
        "customer, c1, customer.c1, ",
        "customer, c.1.2, customer.c.1.2, ",
        "inspection, P-1~i1, P-1~inspection.i1, P-1",
        "inspection, P.1~i.1, P.1~inspection.i.1, P.1",
    })
    void a_record_and_its_entity_name_each_other(String type, String id, String entity, String caseId) {
        RecordId record = new RecordId(type, id);

        assertThat(record.entityId()).isEqualTo(entity);
        assertThat(RecordId.ofEntity(entity)).isEqualTo(record);
        assertThat(record.caseId()).isEqualTo(caseId);
        assertThat(record.isValid()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a.b, c", "a, ''", "a, 'c d'", "a, ~c", "a, P-1~", "a, P-1~x~y", "'', c", "a, .c"})
    void an_id_that_could_be_read_in_two_ways_is_not_valid(String type, String id) {
        assertThat(new RecordId(type, id).isValid()).isFalse();
    }

    @Test
    void type_and_id_together_fit_into_the_id_of_an_entity() {
        assertThat(new RecordId("t".repeat(40), "i".repeat(59)).isValid()).isTrue();
        assertThat(new RecordId("t".repeat(40), "i".repeat(60)).isValid()).isFalse();
    }

    @Test
    void another_entitys_id_names_no_record() {
        assertThatIllegalArgumentException().isThrownBy(() -> RecordId.ofEntity("P-1~task"));
    }
}
