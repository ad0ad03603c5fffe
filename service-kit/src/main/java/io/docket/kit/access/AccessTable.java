package io.docket.kit.access;

import static io.docket.kit.access.Role.ACT_ON_BEHALF;
import static io.docket.kit.access.Role.ADMIN;
import static io.docket.kit.access.Role.AUDITOR;
import static io.docket.kit.access.Role.CASE_MANAGER;
import static io.docket.kit.access.Role.CASE_WORKER;
import static io.docket.kit.access.Role.ENGINE;
import static io.docket.kit.access.Role.INTEGRATION;

import io.docket.kit.identity.Caller;
import io.quarkus.security.ForbiddenException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which role may do what: the one table that gates every command ({@code command:<type>}) and every query
 * ({@code query:<name>}), through the queries who hears of which events, and what operators do ({@code admin:<name>}). An
 * action that is not in the table is allowed to nobody.
 */
public final class AccessTable {
    private static final Map<String, Set<Role>> ALLOWED = new HashMap<>();

    /** The query that shows each kind of entity; the events of a kind that is not here are told to nobody. */
    private static final Map<String, String> SHOWN_BY = Map.ofEntries(
            Map.entry("case", "query:case"),
            Map.entry("task", "query:tasks"),
            Map.entry("case-type", "query:case-types"),
            Map.entry("process", "query:processes"),
            Map.entry("process-definition", "query:processes"),
            Map.entry("message", "query:processes"),
            Map.entry("record", "query:records"),
            Map.entry("record-type", "query:record-types"),
            Map.entry("form", "query:forms"),
            Map.entry("queue", "query:queues"),
            Map.entry("template", "query:templates"),
            Map.entry("mail", "query:mails"),
            Map.entry("signal", "query:case"),
            Map.entry("notification", "query:case"),
            Map.entry("schedule", "query:schedules"),
            Map.entry("automation", "query:automations"));

    static {
        allow(
                EnumSet.of(CASE_WORKER, CASE_MANAGER, INTEGRATION, ENGINE),
                "command:open-case",
                "command:update-case",
                "command:move-case",
                "command:queue-case",
                "command:add-comment",
                "command:edit-comment",
                "command:attach-file",
                "command:detach-file",
                "command:link-cases",
                "command:create-task",
                "command:claim-task",
                "command:release-task",
                "command:save-task-draft",
                "command:complete-task",
                "command:fail-task",
                "command:start-process",
                "command:put-record",
                "command:send-email",
                "command:emit-event",
                "command:notify",
                "command:schedule-command",
                "command:cancel-schedule");
        allow(
                EnumSet.of(CASE_MANAGER, INTEGRATION, ENGINE),
                "command:assign-case",
                "command:close-case",
                "command:reopen-case",
                "command:assign-task",
                "command:cancel-task",
                "command:cancel-process",
                "command:publish-message",
                "command:resolve-incident",
                "command:delete-record");
        allow(EnumSet.of(CASE_MANAGER, ADMIN, ENGINE), "command:archive-case");
        allow(
                EnumSet.of(CASE_MANAGER, ADMIN, INTEGRATION),
                "command:define-automation",
                "command:enable-automation",
                "command:disable-automation",
                "command:retire-automation",
                "query:automation-dry-run");
        allow(EnumSet.of(CASE_MANAGER, ADMIN, INTEGRATION, ENGINE), "command:trigger-automation");
        allow(
                EnumSet.of(ADMIN, INTEGRATION),
                "command:define-case-type",
                "command:deploy-process",
                "command:define-record-type",
                "command:define-form",
                "command:define-queue",
                "command:define-template");
        allow(EnumSet.of(CASE_MANAGER, ADMIN, INTEGRATION, ENGINE), "command:migrate-case");
        allow(
                EnumSet.of(ENGINE),
                "command:adopt-process",
                "command:record-process",
                "command:record-steps",
                "command:record-incident",
                "command:record-deployment",
                "command:record-message",
                "command:receive-email",
                "command:park-email",
                "command:record-email",
                "command:record-schedule",
                "command:record-automation-run");
        allow(EnumSet.of(INTEGRATION, ENGINE), "command:*bulk");
        allow(EnumSet.of(ACT_ON_BEHALF), "command:*on-behalf");
        allow(EnumSet.of(ENGINE), "command:*cause");
        allow(
                EnumSet.of(CASE_WORKER, CASE_MANAGER, INTEGRATION, AUDITOR, ADMIN, ENGINE),
                "query:cases",
                "query:case",
                "query:timeline",
                "query:tasks",
                "query:case-types",
                "query:processes",
                "query:record-types",
                "query:records",
                "query:forms",
                "query:queues",
                "query:templates",
                "query:mails",
                "query:schedules",
                "query:automations",
                "query:stats",
                "query:live",
                "query:files",
                "query:receipts");
        allow(EnumSet.of(AUDITOR, ADMIN), "query:history-proof", "query:history-verify");
        allow(EnumSet.of(AUDITOR, ADMIN, ENGINE), "query:history");
        allow(EnumSet.of(CASE_WORKER, CASE_MANAGER, INTEGRATION, ENGINE), "file:upload", "file:delete");
        allow(EnumSet.of(ENGINE), "file:delete-of-task");
        allow(EnumSet.of(CASE_WORKER, CASE_MANAGER, INTEGRATION, ENGINE), "interim:write", "interim:read");
        allow(EnumSet.of(ADMIN), "admin:interim");
        allow(EnumSet.of(ADMIN), "query:dead-letters", "admin:retry-dead-letters", "admin:evict-dead-letters");
        allow(EnumSet.of(ADMIN), "admin:projections");
    }

    private AccessTable() {}

    /** True if one of the caller's roles may do it. */
    public static boolean permits(Caller caller, String action) {
        return ALLOWED.getOrDefault(action, Set.of()).stream()
                .anyMatch(role -> caller.roles().contains(role.claim()));
    }

    /**
     * Returns if one of the caller's roles may do it.
     *
     * @throws ForbiddenException if none may
     */
    public static void require(Caller caller, String action) {
        if (!permits(caller, action)) {
            throw new ForbiddenException("none of your roles may " + action.replace(':', ' '));
        }
    }

    /** The kinds of entities whose events the caller may be told: those that one of the roles may query. */
    public static Set<String> kindsShownTo(Caller caller) {
        return SHOWN_BY.entrySet().stream()
                .filter(shown -> permits(caller, shown.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static void allow(Set<Role> roles, String... actions) {
        for (String action : actions) {
            ALLOWED.put(action, roles);
        }
    }
}
