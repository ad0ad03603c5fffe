package io.docket.projection.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.Events;
import io.docket.projection.LoanWork;
import io.docket.projection.apply.HotViews;
import io.docket.projection.apply.Instance;
import io.docket.projection.query.Condition;
import io.docket.projection.query.Documents;
import io.docket.projection.query.ListQuery;
import io.docket.projection.query.PageCursor;
import io.docket.projection.query.Sort;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoDocumentsIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final HotViews NONE =
            (states, actors, next) -> Uni.createFrom().voidItem();

    private final MongoStore mongo = new MongoStore();
    private final Documents documents = mongo.documents();
    private final Events log = new Events("acme", 5);

    @BeforeAll
    void fill() {
        new Instance(mongo, NONE, 1).apply(new LoanWork("acme", 1, 1).cases(60), 500);
        new Instance(mongo, NONE, 2).apply(new LoanWork("globex", 2, 2).cases(20), 500);
        new Instance(mongo, NONE, 5)
                .apply(
                        List.of(
                                open("odd", "Crème Brûlée (50%)", """
                                        {"a.b":{"$gt":1},"":"empty","n":12.25,"yes":true,"text":"12","big":123456789012345678901234567890,
                                         "nested":{"list":[{"x":1},{"x":2}]}}"""),
                                log.next(
                                        "task",
                                        "odd~1",
                                        "demo",
                                        new TaskEvent.Created(
                                                "odd",
                                                null,
                                                null,
                                                "Call",
                                                "kim",
                                                List.of(),
                                                List.of("a", "b"),
                                                null,
                                                null,
                                                7,
                                                null))),
                        10);
    }

    @AfterAll
    void close() {
        mongo.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-openedAt", "openedAt", "-updatedAt", "number", "-number"})
    void pages_hold_every_case_of_the_tenant_once_and_in_order(String name) {
        Sort sort = sort(name);

        List<Document> all = pages("cases", "acme", List.of(), sort, 7);

        assertThat(all).extracting(document -> document.get("id")).hasSize(61).doesNotHaveDuplicates();
        List<String> values = all.stream()
                .map(document -> String.valueOf(document.get(sort.fields().getFirst())))
                .toList();
        assertThat(values).isSortedAccordingTo(sort.descending() ? (a, b) -> b.compareTo(a) : String::compareTo);
    }

    @Test
    void writes_between_pages_neither_hide_nor_repeat_what_was_there() {
        Sort sort = sort("-openedAt");
        Documents.Page first = page("globex", sort, null);
        Events later = new Events("globex", 3);
        new Instance(mongo, NONE, 3).apply(List.of(later.next("case", "newcomer", "demo", opened("new", "{}"))), 10);

        List<String> ids = new ArrayList<>(ids(first));
        for (PageCursor after = first.next().orElse(null); after != null; ) {
            Documents.Page page = page("globex", sort, after);
            ids.addAll(ids(page));
            after = page.next().orElse(null);
        }

        ids.remove("newcomer");
        assertThat(ids).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void data_of_any_shape_comes_back_as_it_was() {
        Document odd = documents
                .find(new DocumentKey("cases", "acme", "odd"))
                .await()
                .atMost(TIMEOUT)
                .orElseThrow();

        assertThat(odd.get("data"))
                .isEqualTo(Map.of(
                        "a.b",
                        Map.of("$gt", 1L),
                        "",
                        "empty",
                        "n",
                        new BigDecimal("12.25"),
                        "yes",
                        true,
                        "text",
                        "12",
                        "big",
                        new BigDecimal("123456789012345678901234567890"),
                        "nested",
                        Map.of("list", List.of(Map.of("x", 1L), Map.of("x", 2L)))));
        assertThat(odd.get("openedAt")).isInstanceOf(Instant.class);
    }

    @Test
    void another_tenants_document_is_not_found() {
        assertThat(documents
                        .find(new DocumentKey("cases", "globex", "odd"))
                        .await()
                        .atMost(TIMEOUT))
                .isEmpty();
    }

    @Test
    void conditions_find_by_value_text_number_truth_absence_and_beginning() {
        assertThat(found(new Condition.Is("data.n", List.of("12.25", new BigDecimal("12.25")))))
                .containsExactly("odd");
        assertThat(found(new Condition.Is("data.yes", List.of("true", true)))).containsExactly("odd");
        assertThat(found(new Condition.Is("data.text", List.of("12", 12L)))).containsExactly("odd");
        assertThat(found(new Condition.Is("data.nested.list.x", List.of("2", 2L))))
                .containsExactly("odd");
        assertThat(found(new Condition.StartsWith("#words", "creme"))).containsExactly("odd");
        assertThat(found(new Condition.StartsWith("#words", "(50"))).isEmpty();
        assertThat(found(new Condition.StartsWith("#words", ".*"))).isEmpty();
        assertThat(found(new Condition.Is("stage", "nowhere"))).isEmpty();
        assertThat(found(new Condition.Absent("closedAt"))).containsExactly("odd");
        assertThat(found(new Condition.Is("data.$where", "x"))).isEmpty();
    }

    @Test
    void tasks_are_found_by_group_and_assignee_and_counted() {
        List<Condition> ofGroup =
                List.of(new Condition.Is("candidateGroups", "b"), new Condition.Is("assignee", "kim"));

        assertThat(pages("tasks", "acme", ofGroup, sort("createdAt"), 5))
                .extracting(document -> document.get("id"))
                .containsExactly("odd~1");
        assertThat(documents.count("tasks", "acme", ofGroup).await().atMost(TIMEOUT))
                .isEqualTo(1);
    }

    private List<Object> found(Condition condition) {
        return pages("cases", "acme", List.of(condition), sort("number"), 500).stream()
                .map(document -> document.get("id"))
                .toList();
    }

    private List<Document> pages(String view, String tenant, List<Condition> conditions, Sort sort, int limit) {
        List<Document> all = new ArrayList<>();
        PageCursor after = null;
        do {
            Documents.Page page = documents
                    .list(new ListQuery(view, tenant, conditions, sort, after, limit, List.of("comments")))
                    .await()
                    .atMost(TIMEOUT);
            all.addAll(page.items());
            after = page.next()
                    .map(cursor -> PageCursor.parse(cursor.text(), sort.in(view), 1))
                    .orElse(null);
        } while (after != null);
        return all;
    }

    private Documents.Page page(String tenant, Sort sort, @Nullable PageCursor after) {
        return documents
                .list(new ListQuery("cases", tenant, List.of(), sort, after, 6, List.of()))
                .await()
                .atMost(TIMEOUT);
    }

    private static List<String> ids(Documents.Page page) {
        return page.items().stream()
                .map(document -> String.valueOf(document.get("id")))
                .toList();
    }

    private static Sort sort(String name) {
        return new Sort(name, name.startsWith("-") ? name.substring(1) : name);
    }

    private LogEvent open(String id, String title, String data) {
        return log.next("case", id, "demo", opened(title, data));
    }

    private static CaseEvent opened(String title, String data) {
        return new CaseEvent.Opened(
                "odd-type", 1, "X-1", title, "s", Json.tree(data.getBytes(StandardCharsets.UTF_8)), null, null);
    }
}
