package io.docket.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.event.AutomationEvent.Quota;
import io.docket.contracts.event.AutomationEvent.Trigger;
import io.docket.contracts.event.AutomationEvent.Webhook;
import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.FormEvent;
import io.docket.contracts.event.MailEvent;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.QueueEvent;
import io.docket.contracts.event.RecordEvent;
import io.docket.contracts.event.RecordTypeEvent;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.contracts.event.TemplateEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.apply.HotViews;
import io.docket.projection.apply.Instance;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each filter and each order of each list, against the server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsIT {
    private static final HotViews NONE =
            (states, actors, next) -> Uni.createFrom().voidItem();

    private final MongoStore mongo = new MongoStore();
    private final Events log = new Events("acme", 0);
    private final List<LogEvent> happened = new ArrayList<>();

    @BeforeAll
    void fill() {
        happens("case", "a", "kim", opened("permit", 1, "N-1", "Dormer in Dam Street", "roof", "loans", "kim", """
                {"amount":250,"rate":4.5,"urgent":true,"who":{"name":"Jörg Ångström"},"tags":["x","y"],"note":"12"}"""));
        happens("case", "b", "eve", opened("permit", 2, "N-2", null, "door", null, null, "{\"amount\":\"250\"}"));
        happens("case", "c", "kim", opened("loan", 1, "AB-12", "Zebra", "roof", "loans", "eve", "{}"));
        happens("case", "b", "eve", new CaseEvent.CommentAdded("m1", "Call the NEIGHBOUR first", null));
        happens("case", "b", "eve", new CaseEvent.Linked("a", "duplicate"));
        happens("case", "c", "eve", new CaseEvent.FileAttached("f1", "a.pdf", "application/pdf", 1, "00"));
        happens("case", "c", "eve", new CaseEvent.Closed("granted"));
        happens(
                "task",
                "a~t1",
                "kim",
                task("a", "a~p1", "Call", null, List.of("kim"), List.of("loans"), "2026-01-01T10:00:00Z", 7));
        happens(
                "task",
                "t2",
                "kim",
                task(null, null, "Write", "kim", List.of(), List.of("others"), "2026-01-01T23:00:00Z", 9));
        happens("task", "t3", "kim", task(null, null, "Send", null, List.of(), List.of("seniors"), null, 50));
        happens("task", "t4", "kim", task(null, null, "Sign", "eve", List.of(), List.of(), "2026-01-06T10:00:00Z", 50));
        happens("task", "t4", "eve", new TaskEvent.Completed(json("{\"ok\":true,\"sum\":{\"net\":12.50}}")));
        happens("process", "a~p1", "kim", new ProcessEvent.Requested("a", "permit-process", null));
        happens("process", "p2", "eve", new ProcessEvent.Requested(null, "other-process", null));
        happens("process", "a~p1", "engine", new ProcessEvent.Started("77", 3));
        happens("process", "a~p1", "engine", new ProcessEvent.Completed());
        happens("case-type", "loan", "demo", caseType("Loan", null));
        happens("case-type", "permit", "demo", caseType("Building permit", "permit-process"));
        happens("case-type", "loan", "demo", caseType("A loan", null));
        happens("record-type", "customer", "demo", new RecordTypeEvent.Defined("Customer", json("{}")));
        happens("record", "customer.c1", "kim", put(null, "{\"name\":\"Kim\",\"age\":40}"));
        happens("record", "a~customer.c2", "eve", put("a", "{\"name\":\"Eve\"}"));
        happens("record", "customer.c3", "eve", put(null, "{\"name\":\"Gone\"}"));
        happens("record", "customer.c3", "eve", new RecordEvent.Deleted());
        happens("form", "review", "demo", new FormEvent.Defined("Review", json("{}"), null, null));
        happens("queue", "desk", "demo", new QueueEvent.Defined("The desk", null, List.of("clerks")));
        happens("template", "mail", "demo", new TemplateEvent.Defined("Mail", "text/plain", null, "Dear {name}"));
        happens(
                "mail",
                "a~m1",
                "bridge",
                new MailEvent.Received("a", "<1@x>", "kim@example.org", List.of("desk@docket.test"), "Hi", null));
        happens(
                "mail",
                "a~m2",
                "kim",
                new MailEvent.Requested("a", List.of("kim@example.org"), null, "Re: Hi", "Yes", null, "<1@x>"));
        happens("mail", "a~m2", "bridge", new MailEvent.Sending("<2@x>"));
        happens("mail", "a~m2", "bridge", new MailEvent.Failed("no such user"));
        happens("mail", "m3", "bridge", new MailEvent.Parked("<3@x>", "?", List.of(), null, "no-address", null));
        happens(
                "schedule",
                "a~s1",
                "kim",
                new ScheduleEvent.Created(
                        "a", "move-case", Json.mapper().createObjectNode(), null, "PT1H", null, null, null));
        happens(
                "schedule",
                "s2",
                "lee",
                new ScheduleEvent.Created(
                        null, "open-case", Json.mapper().createObjectNode(), null, "PT5M", null, null, null));
        happens("schedule", "s2", "bridge", new ScheduleEvent.Cancelled());
        happens(
                "automation",
                "calls",
                "kim",
                automation("Calls", new Trigger(Json.mapper().createObjectNode(), null, null)));
        happens("automation", "hook", "kim", automation("A hook", new Trigger(null, new Webhook("00"), null)));
        happens("automation", "calls", "kim", new AutomationEvent.Disabled());
        new Instance(mongo, NONE, 0).apply(happened, 10);
    }

    private static AutomationEvent automation(String name, Trigger trigger) {
        return new AutomationEvent.Defined(
                1, name, trigger, null, "notify", Json.mapper().createObjectNode(), new Quota(1, "PT1M"), 20, null);
    }

    @AfterAll
    void close() {
        mongo.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "cases|''|c b a",
                "cases|type=permit|b a",
                "cases|type=permit&caseTypeVersion=2|b",
                "cases|stage=roof|c a",
                "cases|stage=roof&status=open|a",
                "cases|status=closed|c",
                "cases|assignee=me|a",
                "cases|assignee=none|b",
                "cases|assignee=eve|c",
                "cases|queue=loans|c a",
                "cases|queue=none|b",
                "cases|openedBy=me|c a",
                "cases|openedBy=eve|b",
                "cases|number=AB-12|c",
                "cases|title=Zebra|c",
                "cases|title=zebra|-",
                "cases|outcome=granted|c",
                "cases|outcome=none|b a",
                "cases|linkedTo=a|b",
                "cases|file=f1|c",
                "cases|version=1|a",
                "cases|version=3|c b",
                "cases|openedFrom=2026-01-01T00:00:01Z|c b",
                "cases|openedTo=2026-01-01T00:00:00Z|a",
                "cases|openedFrom=2026-01-02|-",
                "cases|openedTo=2026-01-01|c b a",
                "cases|updatedFrom=2026-01-01T00:00:04Z&updatedTo=2026-01-01T00:00:05Z|b",
                "cases|closedFrom=2020-01-01|c",
                "cases|closedTo=2025-01-01|-",
                "cases|stageSinceTo=2026-01-01T00:00:00Z|a",
                "cases|stageSinceFrom=2026-01-01|b a",
                "cases|data.amount=250|b a",
                "cases|data.rate=4.5|a",
                "cases|data.rate=4.50|a",
                "cases|data.urgent=true|a",
                "cases|data.who.name=Jörg Ångström|a",
                "cases|data.tags=y|a",
                "cases|data.note=12|a",
                "cases|data.amount=|c",
                "cases|data.amount=250&data.urgent=true|a",
                "cases|q=dorm|a",
                "cases|q=dam dor|a",
                "cases|q=jorg|a",
                "cases|q=ångs|a",
                "cases|q=neighbour|b",
                "cases|q=ab-12|c",
                "cases|q=250|b a",
                "cases|q=ormer|-",
                "cases|q=dormer zebra|-",
                "cases|sort=number|c a b",
                "cases|sort=title|b a c",
                "cases|sort=-title|c a b",
                "cases|sort=type|c a b",
                "cases|sort=stage|b a c",
                "cases|sort=-status|b a c",
                "cases|sort=assignee|b c a",
                "cases|sort=queue|b a c",
                "cases|sort=openedBy|b a c",
                "cases|sort=-openedBy|c a b",
                "cases|sort=closedAt|c a b",
                "cases|sort=outcome|a b c",
                "cases|sort=stageSince|a b c",
                "cases|sort=-updatedAt|c b a",
                "tasks|''|t4 t3 t2 a~t1",
                "tasks|case=a|a~t1",
                "tasks|process=a~p1|a~t1",
                "tasks|status=completed|t4",
                "tasks|assignee=me|t2",
                "tasks|assignee=none|t3 a~t1",
                "tasks|candidate=me|a~t1",
                "tasks|group=mine|t3 a~t1",
                "tasks|group=others|t2",
                "tasks|group=mine&assignee=none&status=open|t3 a~t1",
                "tasks|name=Call|a~t1",
                "tasks|priority=9|t2",
                "tasks|formKey=sign-form|t4 t3",
                "tasks|createdBy=me|t4 t3 t2 a~t1",
                "tasks|createdBy=eve|-",
                "tasks|due=overdue|a~t1",
                "tasks|due=today|t2 a~t1",
                "tasks|due=week|t4 t2 a~t1",
                "tasks|due=none|t3",
                "tasks|due=2026-01-01|t2 a~t1",
                "tasks|due=2026-01-01T12:00:00Z|a~t1",
                "tasks|dueFrom=2026-01-01T12:00:00Z|t4 t2",
                "tasks|dueFrom=2026-01-02&dueTo=2026-01-06|t4",
                "tasks|createdFrom=2026-01-02|-",
                "tasks|updatedFrom=2026-01-01T00:00:09Z|t4 t3",
                "tasks|updatedTo=2026-01-01T00:00:08Z|t2 a~t1",
                "tasks|data.ok=true|t4",
                "tasks|data.sum.net=12.5|t4",
                "tasks|data.ok=|t3 t2 a~t1",
                "tasks|formKey=sign-form&data.ok=|t3",
                "tasks|followUpFrom=2020-01-01|t2 a~t1",
                "tasks|sort=due|a~t1 t2 t4 t3",
                "tasks|sort=-priority|t4 t3 t2 a~t1",
                "tasks|sort=name|a~t1 t3 t4 t2",
                "tasks|sort=case|t2 t3 t4 a~t1",
                "tasks|sort=status|t4 a~t1 t2 t3",
                "tasks|sort=assignee|a~t1 t3 t4 t2",
                "tasks|sort=followUp|a~t1 t2 t3 t4",
                "tasks|sort=-updatedAt|t4 t3 t2 a~t1",
                "processes|''|p2 a~p1",
                "processes|case=a|a~p1",
                "processes|case=none|p2",
                "processes|state=active|p2",
                "processes|incident=no|p2 a~p1",
                "processes|incident=yes|-",
                "processes|process=permit-process|a~p1",
                "processes|processVersion=3|a~p1",
                "processes|requestedBy=me|a~p1",
                "processes|requestedFrom=2026-01-01T00:00:13Z|p2",
                "processes|startedFrom=2020-01-01|a~p1",
                "processes|endedTo=2030-01-01|a~p1",
                "processes|sort=endedAt|a~p1 p2",
                "processes|sort=startedAt|a~p1 p2",
                "processes|sort=process|p2 a~p1",
                "processes|sort=case|p2 a~p1",
                "processes|sort=state|p2 a~p1",
                "case-types|''|loan permit",
                "case-types|name=building PERMIT|permit",
                "case-types|process=permit-process|permit",
                "case-types|process=none|loan",
                "case-types|sort=-name|permit loan",
                "case-types/x/versions|''|loan loan",
                "record-types|''|customer",
                "record-types|name=customer|customer",
                "forms|''|review",
                "forms|name=REVIEW|review",
                "queues|name=the desk|desk",
                "queues|name=desk|-",
                "templates|sort=-name|mail",
                "mails|''|m3 a~m2 a~m1",
                "mails|case=a|a~m2 a~m1",
                "mails|case=none|m3",
                "mails|state=failed|a~m2",
                "mails|messageId=<1@x>|a~m1",
                "mails|sort=updatedAt|a~m1 a~m2 m3",
                "schedules|''|a~s1 s2",
                "schedules|case=a|a~s1",
                "schedules|case=none|s2",
                "schedules|state=cancelled|s2",
                "schedules|command=move-case|a~s1",
                "schedules|owner=me|a~s1",
                "schedules|sort=-createdAt|s2 a~s1",
                "automations|''|calls hook",
                "automations|sort=name|hook calls",
                "automations|name=a HOOK|hook",
                "automations|state=disabled|calls",
                "automations|trigger=webhook|hook",
                "records/x|''|a~c2 c1",
                "records/x|case=a|a~c2",
                "records/x|createdBy=me|c1",
                "records/x|data.name=Kim|c1",
                "records/x|data.age=|a~c2",
                "records/x|createdTo=2026-01-01T00:00:20Z|c1",
                "records/x|updatedFrom=2026-01-01T00:00:21Z|a~c2",
                "records/x|q=ki|c1",
                "records/x|q=gone|-",
                "records/x|sort=id|a~c2 c1",
            })
    void a_list_has_what_was_asked_for_in_that_order_on_whatever_pages(
            String list, String parameters, @Nullable String ids) {
        Lists.Offered offered = Lists.all().get(list);
        List<String> expected = ids == null ? List.of() : List.of(ids.split(" "));

        assertThat(Walk.ids(mongo, offered, parameters)).isEqualTo(expected);
        assertThat(Walk.ids(mongo, offered, parameters.isEmpty() ? "limit=1" : parameters + "&limit=1"))
                .isEqualTo(expected);
    }

    @Test
    void every_version_of_a_case_type_is_there_the_latest_first() {
        assertThat(Walk.through(mongo, Lists.all().get("case-types/x/versions"), "", () -> {}))
                .extracting(version -> version.get("version"), version -> version.get("name"))
                .containsExactly(Tuple.tuple(2L, "A loan"), Tuple.tuple(1L, "Loan"));
    }

    @Test
    void no_query_is_carried_out_by_a_scan_of_the_collection() {
        assumeTrue(
                mongo.explain(Lists.all().get("cases").query("")).isPresent(),
                "the server cannot explain: IndexUseTest plans the queries instead");

        assertThat(Lists.queries()).allSatisfy(asked -> {
            Optional<String> plan = mongo.explain(asked.query());
            assertThat(plan)
                    .as(asked.toString())
                    .hasValueSatisfying(
                            text -> assertThat(text).contains("IXSCAN").doesNotContain("COLLSCAN"));
        });
    }

    private void happens(String entity, String id, String actor, DomainEvent event) {
        happened.add(log.next(entity, id, actor, event));
    }

    private static CaseEvent opened(
            String type,
            long version,
            String number,
            @Nullable String title,
            String stage,
            @Nullable String queue,
            @Nullable String assignee,
            String data) {
        return new CaseEvent.Opened(type, version, number, title, stage, json(data), queue, assignee);
    }

    private static TaskEvent task(
            @Nullable String caseId,
            @Nullable String process,
            String name,
            @Nullable String assignee,
            List<String> users,
            List<String> groups,
            @Nullable String due,
            int priority) {
        OffsetDateTime dueAt = due == null ? null : OffsetDateTime.parse(due);
        OffsetDateTime followUp = priority < 50 ? dueAt : null;
        String form = priority < 50 ? null : "sign-form";
        return new TaskEvent.Created(
                caseId, process, null, name, assignee, users, groups, dueAt, followUp, priority, form);
    }

    private static CaseTypeEvent caseType(String name, @Nullable String process) {
        return new CaseTypeEvent.Defined(
                name, json("{}"), List.of(new CaseTypeEvent.Stage("s", "S", null)), process, null, null, null, null);
    }

    private static RecordEvent put(@Nullable String caseId, String data) {
        return new RecordEvent.Put("customer", 1, caseId, json(data));
    }

    private static JsonNode json(String text) {
        return Json.tree(text.getBytes(StandardCharsets.UTF_8));
    }
}
