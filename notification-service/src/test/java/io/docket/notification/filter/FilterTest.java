package io.docket.notification.filter;

import static io.docket.notification.Events.DEMO;
import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.logged;
import static io.docket.notification.Events.opened;
import static io.docket.notification.Events.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.kit.filter.Filter;
import io.docket.kit.filter.FilterCompiler;
import io.docket.kit.filter.InvalidFilterException;
import io.docket.kit.problem.FieldError;
import io.docket.notification.facts.FactBook;
import io.docket.notification.facts.MemoryFacts;
import io.docket.notification.log.LoggedEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
    private final FactBook facts = MemoryFacts.book(1_000);
    private final LoggedEvent opened = logged(facts, 0, 10, envelope("acme", "case/1", opened("loan", "demo")));
    private final LoggedEvent created = logged(facts, 0, 11, envelope("acme", "task/1~t", task(null, "ann")));
    private final LoggedEvent claimed =
            logged(facts, 0, 12, envelope("acme", "task/1~t", new TaskEvent.Claimed("demo")));
    private final LoggedEvent released =
            logged(facts, 0, 13, envelope("acme", "task/1~t", new TaskEvent.Released("demo")));
    private final LoggedEvent completed =
            logged(facts, 0, 14, envelope("acme", "task/1~t", new TaskEvent.Completed(null)));
    private final LoggedEvent moved =
            logged(facts, 0, 15, envelope("acme", "case/1", new CaseEvent.Moved("start", "check")));
    private final LoggedEvent foreign = logged(facts, 0, 16, envelope("globex", "case/1", opened("loan", "demo")));
    private final List<LoggedEvent> all = List.of(opened, created, claimed, released, completed, moved, foreign);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                             | 10 11 12 13 14 15",
                "{'subject':'case/1'}                           | 10 15",
                "{'subject':['task/*','case/2']}                | 11 12 13 14",
                "{'type':'docket.task.*'}                       | 11 12 13 14",
                "{'type':['docket.case.moved.v1','*.opened.*']} | 10 15",
                "{'caseType':'loan'}                            | 10 11 12 13 14 15",
                "{'caseType':['permit']}                        | ''",
                "{'assignee':'me'}                              | 10 12 13 15",
                "{'assignee':'ann'}                             | ''",
                "{'root':'1','type':'docket.case.*'}            | 10 15",
                "{'actor':'10609'}                              | 10 11 12 13 14 15",
                "{'actor':'me'}                                 | ''",
                "{'data.amount':5000.00}                        | 10",
                "{'data.data.channel':['mail','web']}           | 10",
                "{'data.amount':'5000'}                         | ''",
                "{'data.candidateUsers':'ann'}                  | 11",
                "{'data.to':'check','caseType':'loan'}          | 15",
            })
    void a_filter_matches_the_events_of_its_tenant_that_meet_every_member(String json, String offsets)
            throws InvalidFilterException {
        Filter filter = compile(json.replace('\'', '"'));

        List<String> matched = all.stream()
                .filter(filter::matches)
                .map(event -> Long.toString(event.position().offset()))
                .toList();

        assertThat(String.join(" ", matched)).isEqualTo(offsets.replace("'", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{'subject':'case/1'}",
                "{'subject':['task/*','case/2']}",
                "{'type':'docket.task.claimed.v1'}",
                "{'caseType':['loan','permit']}",
                "{'assignee':['me','ann']}",
                "{'root':'1','assignee':'me'}",
            })
    void the_index_finds_every_filter_that_matches(String json) throws InvalidFilterException {
        Filter filter = compile(json.replace('\'', '"'));
        FilterIndex<String> index = new FilterIndex<>();
        index.add(compile("{\"root\":\"other\"}"), "other");
        index.add(filter, "it");

        for (LoggedEvent event : all) {
            List<String> found = new ArrayList<>();
            index.candidates(event, found::add);

            assertThat(found).doesNotContain("other");
            if (filter.matches(event)) {
                assertThat(found).contains("it");
            }
        }
        index.remove(filter, "it");
        index.candidates(claimed, holder -> assertThat(holder).isNull());
        assertThat(index.size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'sujbect':'x'}        | /sujbect",
                "{'subject':7}          | /subject",
                "{'type':[]}            | /type",
                "{'data.':1}            | /data.",
                "{'data.a..b':1}        | /data.a..b",
                "{'data.a':{'b':1}}     | /data.a",
                "{'data.a':null}        | /data.a",
                "{'assignee':['me',{}]} | /assignee",
                "['subject']            | ''",
            })
    void a_fault_is_named_with_its_place(String json, String pointer) {
        var failure = catchThrowableOfType(InvalidFilterException.class, () -> compile(json.replace('\'', '"')));

        assertThat(failure.errors()).extracting(FieldError::pointer).containsExactly(pointer.replace("'", ""));
    }

    private static Filter compile(String json) throws InvalidFilterException {
        return FilterCompiler.compile(Json.tree(json.getBytes(StandardCharsets.UTF_8)), DEMO);
    }
}
