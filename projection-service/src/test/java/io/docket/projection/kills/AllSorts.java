package io.docket.projection.kills;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.event.CaseTypeEvent;
import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.FormEvent;
import io.docket.contracts.event.MailEvent;
import io.docket.contracts.event.MessageEvent;
import io.docket.contracts.event.NotificationEvent;
import io.docket.contracts.event.ProcessDefinitionEvent;
import io.docket.contracts.event.ProcessDefinitionEvent.EngineVersion;
import io.docket.contracts.event.QueueEvent;
import io.docket.contracts.event.RecordEvent;
import io.docket.contracts.event.RecordTypeEvent;
import io.docket.contracts.event.ScheduleEvent;
import io.docket.contracts.event.SignalEvent;
import io.docket.contracts.event.TemplateEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.Events;
import io.docket.projection.view.LogEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Work of every kind on many cases at once, and beside them, from a seed; a few cases get an event that no view of cases can
 * take. Some of it is entered later than it happened, and some for somebody else.
 */
public final class AllSorts {
    private static final int OPEN_AT_ONCE = 40;
    private static final int USERS = 30;
    private static final int LATE_OF_100 = 20;
    private static final int MAX_LATE_SECONDS = 100 * 24 * 3_600;

    private static final String SOMEBODY = "user-1";
    private static final int UNSEEN_AFTER = 600;
    private static final int UNSEEN_EVERY = 20;
    private static final OffsetDateTime DUE = OffsetDateTime.parse("2026-02-01T08:00:00Z");

    /** The life of a schedule. */
    private static final List<ScheduleEvent> SCHEDULE = List.of(
            new ScheduleEvent.Created(
                    null, "create-task", json("{\"name\":\"Call\"}"), null, null, "0 8 * * *", "UTC", "once"),
            new ScheduleEvent.Fired(DUE, DUE.plusDays(1)),
            new ScheduleEvent.Rejected(DUE, "not now"),
            new ScheduleEvent.Missed(DUE.plusDays(1), DUE.plusDays(3), 3, DUE.plusDays(4)),
            new ScheduleEvent.Cancelled());

    /** The life of an automation, which is over the number of runs that are shown. */
    private static final List<AutomationEvent> AUTOMATION = Stream.of(
                    Stream.of(
                            defined(
                                    1,
                                    new AutomationEvent.Trigger(json("{\"type\":\"docket.case.*\"}"), null, null),
                                    null),
                            new AutomationEvent.Failed(1, "e0", "0-1", "data is no object", DUE)),
                    IntStream.range(0, 22).mapToObj(run -> run(run)),
                    Stream.of(
                            new AutomationEvent.Rejected(1, "e1", "0-2", "case-closed", "the case is closed"),
                            new AutomationEvent.Refused(1, "e2", "0-3", "quota", "1,000 runs", DUE),
                            new AutomationEvent.Disabled(),
                            defined(
                                    2,
                                    new AutomationEvent.Trigger(
                                            null, null, new AutomationEvent.Cron("0 8 * * *", "UTC", "once")),
                                    null),
                            new AutomationEvent.Enabled("a~cron-1"),
                            new AutomationEvent.Triggered(2, "cron", null),
                            defined(
                                    3,
                                    new AutomationEvent.Trigger(null, new AutomationEvent.Webhook("00ff"), null),
                                    "event.data.a > 1"),
                            new AutomationEvent.Retired()))
            .<AutomationEvent>flatMap(part -> part)
            .toList();

    private static final int UNSEEN = 2 + SCHEDULE.size() + AUTOMATION.size();

    private final Random random;
    private final Events log;
    private final String prefix;
    private final List<CaseWork> open = new ArrayList<>();
    private int opened;
    private int deployments;
    private int mails;
    private int sent;
    private int mailStep;
    private int made;
    private int unseen;

    public AllSorts(String tenant, int partition, long seed) {
        this.log = new Events(tenant, partition);
        this.random = new Random(seed);
        this.prefix = tenant.charAt(0) + "" + partition + "-";
    }

    /** The next events. */
    public List<LogEvent> next(int count) {
        return Stream.generate(this::next).limit(count).toList();
    }

    /** The next event. */
    LogEvent next() {
        if (++made > UNSEEN_AFTER && made % UNSEEN_EVERY == 0) {
            return unseen();
        }
        if (random.nextInt(12) == 0) {
            return aside();
        }
        if (open.size() < OPEN_AT_ONCE) {
            CaseWork work = new CaseWork(this, random, prefix, prefix + opened++);
            open.add(work);
            return work.begin();
        }
        CaseWork work = open.get(random.nextInt(open.size()));
        LogEvent event = work.next();
        if (work.isDone()) {
            open.remove(work);
        }
        return event;
    }

    /** The event by anybody. */
    LogEvent on(String entity, String id, DomainEvent event) {
        LogEvent logged = log.next(entity, id, user(), event);
        return random.nextInt(100) < LATE_OF_100 ? late(logged) : logged;
    }

    String user() {
        return "user-" + random.nextInt(USERS);
    }

    static com.fasterxml.jackson.databind.JsonNode json(String text) {
        return Json.tree(text.getBytes(StandardCharsets.UTF_8));
    }

    private static AutomationEvent run(int number) {
        return new AutomationEvent.Fired(1, "run-" + number, "1-" + number, "notify", DUE);
    }

    private static AutomationEvent defined(long revision, AutomationEvent.Trigger trigger, @Nullable String condition) {
        return new AutomationEvent.Defined(
                revision,
                "Call " + revision,
                trigger,
                condition,
                "notify",
                json("{\"users\":\"=[event.actor]\",\"n\":[1,2.50]}"),
                new AutomationEvent.Quota(1_000, "PT1M"),
                20,
                trigger.cron() == null ? null : "a~cron-0");
    }

    /** Signals, notifications, schedules and automations; without the random numbers that make the rest. */
    private LogEvent unseen() {
        int number = unseen++;
        int life = number / UNSEEN;
        int step = number % UNSEEN;
        return switch (step) {
            case 0 ->
                log.next(
                        "signal",
                        prefix + "signal-" + number,
                        SOMEBODY,
                        new SignalEvent.Emitted(null, "payment.received", json("{\"amount\":7.50}")));
            case 1 ->
                log.next(
                        "notification",
                        prefix + "notification-" + number,
                        SOMEBODY,
                        new NotificationEvent.Requested(null, List.of(SOMEBODY), "mail", null));
            default ->
                step - 2 < SCHEDULE.size()
                        ? log.next("schedule", prefix + "schedule-" + life, SOMEBODY, SCHEDULE.get(step - 2))
                        : log.next(
                                "automation",
                                prefix + "automation-" + life,
                                SOMEBODY,
                                AUTOMATION.get(step - 2 - SCHEDULE.size()));
        };
    }

    private LogEvent aside() {
        return switch (random.nextInt(16)) {
            case 0, 1 -> on("case-type", prefix + "type-" + random.nextInt(3), caseType());
            case 2 ->
                on(
                        "record-type",
                        prefix + "type-" + random.nextInt(3),
                        new RecordTypeEvent.Defined("Prêt " + opened, json("{\"type\":\"object\"}")));
            case 3, 11 -> deployment();
            case 4 ->
                on(
                        "form",
                        prefix + "form-" + random.nextInt(3),
                        new FormEvent.Defined(
                                "Formulaire " + opened,
                                json("{\"type\":\"object\"}"),
                                random.nextBoolean() ? json("{\"type\":\"Group\"}") : null,
                                random.nextBoolean() ? json("{\"key\":\"a\",\"size\":1.5}") : null));
            case 5 ->
                on(
                        "queue",
                        prefix + "queue-" + random.nextInt(3),
                        new QueueEvent.Defined(
                                "Desk " + opened,
                                random.nextBoolean() ? "counter" : null,
                                random.nextBoolean() ? List.of("clerks", "seniors") : null));
            case 6 ->
                on(
                        "template",
                        prefix + "template-" + random.nextInt(3),
                        new TemplateEvent.Defined(
                                "Mail " + opened, "text/plain", random.nextBoolean() ? "Case {number}" : null, "Dear"));
            case 7, 8, 9, 10 -> mail();
            default -> record();
        };
    }

    /** Deployments, and what the engine says of the first; a message beside them. */
    private LogEvent deployment() {
        String definition = prefix + "review";
        int step = deployments++;
        return switch (step % 4) {
            case 0 ->
                on(
                        "process-definition",
                        definition,
                        new ProcessDefinitionEvent.Deployed("review.bpmn", List.of("review"), "<xml/>"));
            case 1 ->
                on(
                        "process-definition",
                        definition,
                        step % 8 == 1
                                ? new ProcessDefinitionEvent.Activated(
                                        1, List.of(new EngineVersion("review", 3, "77")), List.of(), List.of())
                                : new ProcessDefinitionEvent.Refused(1, "invalid-argument", "no start"));
            case 2 ->
                on(
                        "process-definition",
                        prefix + "rates.dmn",
                        new ProcessDefinitionEvent.ResourcesDeployed(
                                List.of(new ProcessDefinitionEvent.Resource("rates.dmn", "<dmn/>"))));
            default ->
                on(
                        "message",
                        prefix + "m" + step / 8,
                        step % 8 == 3
                                ? new MessageEvent.Published("paid", "k", json("{\"a\":1}"), null, "PT1H", null)
                                : new MessageEvent.Refused("too-large", "4 MB"));
        };
    }

    /** A mail that is of no case, or the next step of one that is to be sent. */
    private LogEvent mail() {
        if (random.nextInt(4) == 0) {
            return on(
                    "mail",
                    prefix + "parked-" + mails++,
                    new MailEvent.Parked("<p" + mails + "@x>", "kim@example.org", List.of(), null, "no-address", "?"));
        }
        String id = prefix + "mail-" + sent;
        return switch (mailStep++) {
            case 0 ->
                on(
                        "mail",
                        id,
                        new MailEvent.Requested(
                                null,
                                List.of("kim@example.org"),
                                random.nextBoolean() ? List.of("lee@example.org") : null,
                                "Hi",
                                "Dear Kim",
                                null,
                                random.nextBoolean() ? "<1@x>" : null));
            case 1, 3 -> on("mail", id, new MailEvent.Sending("<" + id + "@x>"));
            case 2 -> {
                if (sent % 2 == 0) {
                    yield mailEnds(id, new MailEvent.Failed("no such user"));
                }
                yield on("mail", id, new MailEvent.Deferred("away"));
            }
            default -> mailEnds(id, new MailEvent.Sent());
        };
    }

    private LogEvent mailEnds(String id, MailEvent event) {
        mailStep = 0;
        sent++;
        return on("mail", id, event);
    }

    private CaseTypeEvent caseType() {
        boolean isRich = random.nextBoolean();
        return new CaseTypeEvent.Defined(
                "Type " + opened,
                json("{\"type\":\"object\"}"),
                List.of(
                        new CaseTypeEvent.Stage("received", "Received", List.of("checked")),
                        new CaseTypeEvent.Stage("checked", "Checked", null)),
                isRich ? "review" : null,
                isRich ? json("{\"open\":\"loan-form\"}") : null,
                isRich ? json("{\"decide\":[\"desk\"]}") : null,
                isRich
                        ? List.of(
                                new CaseTypeEvent.NotifyRule("case-moved", "mail", "assignee", Map.of("colour", "red")))
                        : null,
                isRich ? List.of("desk", "vault") : null);
    }

    /** A record that belongs to no case. */
    private LogEvent record() {
        return on("record", "customer." + prefix + random.nextInt(20), change("customer", null));
    }

    /** A change of a record, whether it is there or not. */
    RecordEvent change(String type, @Nullable String caseId) {
        return new RecordEvent.Put(
                type,
                1 + random.nextInt(3),
                caseId,
                json("{\"name\":\"Zoë " + user() + "\",\"limit\":" + random.nextInt(900) + ".50}"));
    }

    private LogEvent late(LogEvent event) {
        EventEnvelope told = event.envelope();
        OffsetDateTime occurredAt = told.time()
                .minusSeconds(random.nextInt(MAX_LATE_SECONDS))
                .plus(Duration.ofNanos(random.nextInt(1_000_000_000)))
                .atOffset(ZoneOffset.ofHours(2));
        EventEnvelope envelope = new EventEnvelope(
                told.id(),
                told.source(),
                told.type(),
                told.subject(),
                told.root(),
                told.time(),
                told.sequence(),
                told.tenant(),
                told.actor(),
                random.nextBoolean() ? user() : null,
                told.commandId(),
                told.correlationId(),
                told.causationId(),
                told.causationDepth(),
                told.prevHash(),
                told.traceparent(),
                occurredAt,
                random.nextBoolean() ? "came by mail" : null,
                told.data());
        return new LogEvent(envelope, event.position(), event.event());
    }
}
