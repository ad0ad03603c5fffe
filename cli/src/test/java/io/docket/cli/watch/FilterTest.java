package io.docket.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.cli.failure.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterTest {
    @Test
    void pairs_become_a_filter() {
        assertThat(Filter.parse(List.of(
                        "type=docket.task.*,docket.case.*",
                        "caseType=loan-application",
                        "assignee=me",
                        "data.state=a,b")))
                .hasToString("{\"type\":[\"docket.task.*\",\"docket.case.*\"],\"caseType\":[\"loan-application\"],"
                        + "\"assignee\":\"me\",\"data.state\":[\"a\",\"b\"]}");
        assertThat(Filter.parse(List.of())).isEmpty();
    }

    @Test
    void json_is_taken_as_it_is() {
        assertThat(Filter.parse(List.of("{\"data.amount\": 5}"))).hasToString("{\"data.amount\":5}");
    }

    @Test
    void anything_else_is_told() {
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> Filter.parse(List.of("tasks")))
                .withMessageStartingWith("not a filter: \"tasks\"; JSON, or pairs such as ");
        assertThatExceptionOfType(UserError.class)
                .isThrownBy(() -> Filter.parse(List.of("{oops")))
                .withMessageStartingWith("the filter is not JSON: ");
    }
}
