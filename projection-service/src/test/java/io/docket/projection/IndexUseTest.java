package io.docket.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.Lists.Asked;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.query.ListQuery;
import io.docket.projection.view.ViewIndex;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndexUseTest {
    @Test
    void no_query_that_a_list_offers_reads_more_of_the_view_than_its_filters_or_its_order_say() {
        List<Asked> offered = Lists.queries().toList();

        assertThat(offered.size()).isGreaterThan(10_000);
        assertThat(offered.stream().filter(asked -> !isServed(asked.query()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cases, ''",
        "cases, type=permit",
        "cases, type=permit&stage=decided",
        "cases, stage=decided",
        "cases, status=open",
        "cases, assignee=me",
        "cases, queue=loans",
        "cases, openedBy=me",
        "cases, stage=decided&sort=stageSince",
        "cases, openedFrom=2026-01-01",
        "cases, updatedFrom=2026-01-01&sort=-updatedAt",
        "tasks, ''",
        "tasks, assignee=me",
        "tasks, assignee=me&status=open",
        "tasks, group=loans&status=open",
        "tasks, candidate=me&status=open",
        "tasks, status=open&sort=due",
        "tasks, due=overdue&sort=due",
        "tasks, case=P-1",
        "processes, case=P-1",
        "processes, state=active",
        "processes, incident=yes",
        "processes/x/history, ''",
        "process-definitions, ''",
        "process-definitions, process=loan",
        "records/x, ''",
        "records/x, case=P-1",
        "case-types/x/versions, ''",
    })
    void a_page_of_what_people_look_at_is_read_in_its_order(String list, String parameters) {
        ListQuery query = Lists.all().get(list).query(parameters);

        assertThat(IndexPlan.best(query, indexes(query)).ordered()).isTrue();
    }

    @Test
    void no_index_is_declared_twice() {
        assertThat(MongoStore.PROJECTORS)
                .allSatisfy(projector -> assertThat(projector.indexes())
                        .as(projector.view())
                        .doesNotHaveDuplicates()
                        .hasSizeLessThan(64));
    }

    private static boolean isServed(ListQuery query) {
        return IndexPlan.isBounded(query)
                ? IndexPlan.best(query, indexes(query)).bounded() > 0
                : IndexPlan.givesOrder(query, indexes(query));
    }

    private static List<ViewIndex> indexes(ListQuery query) {
        return MongoStore.PROJECTORS.stream()
                .filter(projector -> projector.view().equals(query.view()))
                .findFirst()
                .orElseThrow()
                .indexes();
    }
}
