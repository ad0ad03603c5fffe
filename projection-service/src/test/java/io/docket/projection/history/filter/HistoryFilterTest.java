package io.docket.projection.history.filter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.envelope.Activity;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.projection.history.Filters;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoryFilterTest {
    private static final EventEnvelope OPENED = event("""
            {"caseType":"permit","stage":"received","tags":["green","urgent"],
             "data":{"street":"Dam 1, Amsterdam","amount":10.00,"paid":true,"owner":{"name":"Jan de Wit"},"stage":"inner"}}""");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entity=case",
                "entity=task,case",
                "subject=case/P-1",
                "subject=case/P*",
                "subject=*-1",
                "subject=*P*",
                "type=docket.case.*",
                "type=docket.task.*,docket.case.opened.v1",
                "actor=ann",
                "root=P-1",
                "text=amsterdam",
                "text=Amsterdam wit",
                "text=amster*",
                "text=*dam",
                "text=p-1",
                "text=because",
                "text=inspection",
                "from=2011-09-30",
                "to=2011-09-30",
                "from=2011-10-01T00:38:44.546+02:00",
                "to=2011-09-30T22:38:44.546Z",
                "data.caseType=permit",
                "data.tags=urgent",
                "data.street=Dam 1, Amsterdam",
                "data.street=Dam*",
                "data.data.street=Dam*",
                "data.owner.name=*Wit",
                "data.amount=10",
                "data.amount=10.0",
                "data.paid=true",
                "data.nothing=",
                "data.street=*",
                "data.stage=received",
                "data.data.stage=inner",
                "type=*",
                "actor="
            })
    void finds_the_event_by(String condition) {
        assertThat(Filters.of("acme", condition).matches(new EventTerms(OPENED)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "entity=task",
                "subject=case/P-11",
                "subject=P-1",
                "type=docket.case",
                "actor=an",
                "root=P",
                "text=amster",
                "text=amsterdam rotterdam",
                "from=2011-10-01",
                "to=2011-09-29",
                "to=2011-09-30T22:38:44.545Z",
                "data.caseType=Permit",
                "data.tags=red",
                "data.amount=11",
                "data.paid=false",
                "data.street=",
                "data.nothing=*",
                "data.nothing=x",
                "data.stage=inner"
            })
    void does_not_find_the_event_by(String condition) {
        assertThat(Filters.of("acme", condition).matches(new EventTerms(OPENED)))
                .isFalse();
    }

    @Test
    void a_repeated_parameter_means_one_of_its_values() {
        assertThat(matches("data.nothing=", "data.nothing=x")).isTrue();
        assertThat(matches("data.caseType=loan", "data.caseType=permit")).isTrue();
        assertThat(matches("text=rotterdam", "text=amsterdam")).isTrue();
        assertThat(matches("actor=bob", "actor=eve")).isFalse();
    }

    @Test
    void another_tenant_s_event_is_never_found() {
        assertThat(Filters.of("globex").matches(new EventTerms(OPENED))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour=red",
                "data.=x",
                "data.a..b=x",
                "data.a.b.c.d.e.f.g.h.i=x",
                "text=(a+)+$",
                "text=^.*$",
                "text=a*b",
                "text=,;",
                "from=yesterday",
                "from=2011-13-01",
                "to=2011-10-01T00:00:00",
                "to=+999999999-12-31",
                "from=+300000-01-01T00:00:00Z",
                "from=-300000-01-01"
            })
    void refuses(String condition) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> Filters.of("acme", condition))
                .satisfies(problem -> assertThat(problem.getStatusCode()).isEqualTo(400))
                .satisfies(problem ->
                        assertThat(problem.getDetail()).contains(condition.substring(0, condition.indexOf('='))));
    }

    @Test
    void refuses_too_much() {
        refusesAll(IntStream.rangeClosed(0, FilterParameters.MAX_VALUES).mapToObj(i -> "actor=u" + i));
        refusesAll(IntStream.rangeClosed(0, FilterParameters.MAX_CONDITIONS).mapToObj(i -> "data.f" + i + "=x"));
        refusesAll(List.of("actor=" + "x".repeat(FilterParameters.MAX_VALUE_LENGTH + 1)).stream());
        refusesAll(List.of("from=2011-10-01", "from=2011-10-02").stream());
        refusesAll(List.of("from=2011-10-02", "to=2011-10-01").stream());
    }

    @Test
    void refuses_a_long_text_with_anything_before_it() {
        String longest = "*" + "a".repeat(FilterParameters.MAX_ENDING_LENGTH - 1);
        assertThat(matches("actor=ann", "data.street=" + longest)).isFalse();
        assertThat(matches("data.street=Dam, " + longest + "a")).isFalse();
        assertThat(matches("text=*dam " + "amsterdam ".repeat(30))).isTrue();
        for (String name : List.of("actor", "subject", "data.street")) {
            refusesAll(Stream.of(name + "=" + longest + "a"));
            refusesAll(Stream.of(name + "=" + longest + "a*"));
        }
        refusesAll(Stream.of("actor=ann, " + longest + "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000000000", "0", "-1", "many", "99999999999999999999"})
    void refuses_a_limit_of(String limit) {
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() ->
                        Filters.parameters(Set.of("limit"), "limit=" + limit).number("limit", 1, 500));
    }

    private static void refusesAll(Stream<String> pairs) {
        String[] all = pairs.toArray(String[]::new);
        assertThatExceptionOfType(HttpProblem.class).as(Arrays.toString(all)).isThrownBy(() -> Filters.of("acme", all));
    }

    private static boolean matches(String... pairs) {
        return Filters.of("acme", pairs).matches(new EventTerms(OPENED));
    }

    private static EventEnvelope event(String data) {
        return new EventEnvelope(
                "id",
                EventEnvelope.COMMAND_SERVICE,
                "docket.case.opened.v1",
                new Subject("case", "P-1"),
                "P-1",
                Instant.parse("2026-01-02T03:04:05.678Z"),
                1,
                "acme",
                "ann",
                null,
                "c",
                "c",
                "c",
                0,
                null,
                null,
                OffsetDateTime.parse("2011-10-01T00:38:44.546+02:00"),
                "because I can",
                new Activity("First inspection", "complete", "ann"),
                data.getBytes(UTF_8));
    }
}
