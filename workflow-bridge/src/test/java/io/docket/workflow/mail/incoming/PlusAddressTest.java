package io.docket.workflow.mail.incoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlusAddressTest {
    private static final PlusAddress DESK = PlusAddress.of("Desk@Docket.test");

    @ParameterizedTest
    @CsvSource({
        "desk+case-P-1@docket.test,P-1",
        "DESK+CASE-P-1@DOCKET.TEST,P-1",
        "desk+case-a+b@docket.test,a+b",
    })
    void a_case_is_addressed_by_its_number(String address, String number) {
        assertThat(DESK.target(List.of("other@docket.test", address))).contains(new Target.ToCase(number));
    }

    @Test
    void a_new_case_is_asked_for_by_its_type() {
        assertThat(DESK.target(List.of("desk+new-permit@docket.test"))).contains(new Target.NewCase("permit"));
    }

    @Test
    void a_case_comes_before_a_new_one() {
        assertThat(DESK.target(List.of("desk+new-permit@docket.test", "desk+case-P-1@docket.test")))
                .contains(new Target.ToCase("P-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "desk@docket.test",
                "desk+@docket.test",
                "desk+case-@docket.test",
                "desk+other@docket.test",
                "desks+case-P-1@docket.test",
                "desk+case-P-1@elsewhere.test",
                "desk+case-P-1",
            })
    void other_addresses_name_nothing(String address) {
        assertThat(DESK.target(List.of(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P-1", "2026/7", "a.b", "a+b"})
    void answers_go_to_the_case_by_its_number(String number) {
        String address = DESK.ofCase(Optional.of(number), "K1");

        assertThat(address).isEqualTo("desk+case-" + number + "@docket.test");
        assertThat(DESK.target(List.of(address))).contains(new Target.ToCase(number));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"no 1", "1,2", "a..b", "a.", "a@b", "é", "\"1\""})
    void answers_go_to_the_id_of_a_case_whose_number_is_not_known_or_cannot_stand_in_an_address(
            @Nullable String number) {
        assertThat(DESK.ofCase(Optional.ofNullable(number), "K1")).isEqualTo("desk+case-K1@docket.test");
    }

    @Test
    void answers_go_to_the_mailbox_where_nothing_of_the_case_can_stand_in_an_address() {
        assertThat(DESK.ofCase(Optional.of("1".repeat(55)), "K1")).isEqualTo("desk+case-K1@docket.test");
        assertThat(DESK.ofCase(Optional.of("1".repeat(54)), "K1")).startsWith("desk+case-111");
        assertThat(DESK.ofCase(Optional.empty(), "K.")).isEqualTo("desk@docket.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"desk", "@docket.test", "desk@"})
    void what_is_no_address_stops_the_start(String address) {
        assertThatThrownBy(() -> PlusAddress.of(address)).isInstanceOf(IllegalArgumentException.class);
    }
}
