package io.docket.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.projection.query.ListQuery;
import io.docket.projection.query.PageCursor;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BadInputTest {
    static Stream<Lists.Offered> lists() {
        return Lists.all().values().stream();
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_list_refuses_what_it_does_not_know(Lists.Offered list) {
        assertThat(List.of(
                        "surprise=1",
                        "data=1",
                        "sort=surprise",
                        "sort=--" + list.listing().defaultSort().replace("-", ""),
                        "limit=0",
                        "limit=-1",
                        "limit=501",
                        "limit=1e9",
                        "limit=99999999999",
                        "limit=1&limit=2",
                        "after=garbage",
                        "x".repeat(500) + "=1"))
                .allSatisfy(parameters -> assertThat(status(list, parameters)).isEqualTo(400));
    }

    @ParameterizedTest
    @CsvSource({
        "cases, status=surprise, status",
        "cases, caseTypeVersion=one, caseTypeVersion",
        "cases, caseTypeVersion=99999999999999999999, caseTypeVersion",
        "cases, openedFrom=yesterday, openedFrom",
        "cases, openedTo=2026-13-01, openedTo",
        "cases, updatedFrom=2026-01-01T10:00:00, updatedFrom",
        "cases, updatedTo=+999999999-12-31, updatedTo",
        "cases, closedTo=-999999999-01-01T00:00:00Z, closedTo",
        "cases, closedFrom=10000-01-01T00:00:00Z, closedFrom",
        "cases, q=.*, q",
        "cases, q=a b c d e f g h i j k, q",
        "cases, data.=1, data.",
        "tasks, due=tomorrow, due",
        "tasks, dueFrom=overdue, dueFrom",
        "tasks, priority=high, priority",
        "tasks, status=active, status",
        "processes, state=open, state",
        "processes, processVersion=x, processVersion",
        "records/x, createdTo=now, createdTo",
    })
    void a_value_that_means_nothing_is_named(String list, String parameters, String named) {
        HttpProblem problem = catchThrowableOfType(
                HttpProblem.class, () -> Lists.all().get(list).query(parameters));

        assertThat(problem.getStatusCode()).isEqualTo(400);
        assertThat(problem.getParameters().get("errors").toString()).contains("pointer=" + named);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void a_cursor_of_another_order_or_list_is_refused(Lists.Offered list) {
        String sort = list.listing().defaultSort();
        String other = sort.startsWith("-") ? sort.substring(1) : '-' + sort;
        String cursor = cursor(list.listing().view() + ' ' + sort);

        assertThat(status(list, "after=" + cursor)).isZero();
        assertThat(status(list, "after=" + cursor + "&sort=" + other)).isEqualTo(400);
        assertThat(status(list, "after=" + cursor("others " + sort))).isEqualTo(400);
    }

    private static String cursor(String sort) {
        return new PageCursor(sort, "x", "acme/1").text();
    }

    private static int status(Lists.Offered list, String parameters) {
        try {
            ListQuery query = list.query(parameters);
            return query.limit() > 500 ? -1 : 0;
        } catch (HttpProblem problem) {
            return problem.getStatusCode();
        }
    }
}
