package io.docket.workflow.automation;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.kit.automation.Automation;
import io.docket.kit.feel.Feel;
import io.docket.kit.filter.Glob;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every automation as it was at any time, made from the events about them. It belongs to the reader of the whole log and is lost
 * with the process.
 */
public final class AutomationBook {
    private static final Set<String> TELLING = Set.of(
            EventCatalog.typeOf(AutomationEvent.Defined.class),
            EventCatalog.typeOf(AutomationEvent.Enabled.class),
            EventCatalog.typeOf(AutomationEvent.Disabled.class),
            EventCatalog.typeOf(AutomationEvent.Retired.class));
    private static final String TRIGGERED = EventCatalog.typeOf(AutomationEvent.Triggered.class);

    private final Feel feel;
    private final Map<String, Map<String, Timeline>> tenants = new ConcurrentHashMap<>();

    /** By tenant and type; made anew with every change. */
    private volatile Map<String, Boolean> concerned = new ConcurrentHashMap<>();

    /** A book whose automations evaluate their expressions with this. */
    public AutomationBook(Feel feel) {
        this.feel = feel;
    }

    /** True for events that the book is made of. */
    public static boolean tells(String type) {
        return TELLING.contains(type);
    }

    /** Takes in the next event about an automation; the same one again changes nothing. */
    public void note(EventEnvelope envelope, AutomationEvent event) {
        tenants.computeIfAbsent(envelope.tenant(), tenant -> new ConcurrentHashMap<>())
                .computeIfAbsent(envelope.subject().id(), id -> new Timeline())
                .note(envelope, event, feel);
        concerned = new ConcurrentHashMap<>();
    }

    /** True if an event of the type can be a reason for an automation of the tenant to run. */
    public boolean concerns(String tenant, String type) {
        return type.equals(TRIGGERED)
                || concerned.computeIfAbsent(
                        tenant + " " + type,
                        key -> tenants.getOrDefault(tenant, Map.of()).values().stream()
                                .flatMap(Timeline::types)
                                .anyMatch(pattern -> new Glob(pattern).matches(type)));
    }

    /** The automations that run for the event, as they were when it was recorded; by id. */
    public List<Automation> runningFor(EventEnvelope event) {
        return tenants.getOrDefault(event.tenant(), Map.of()).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(entry -> entry.getValue().at(event.time()).stream())
                .filter(automation -> automation.matches(event))
                .toList();
    }

    /** The automation as it runs now; empty if it does not. */
    public Optional<Automation> running(String tenant, String id) {
        return Optional.ofNullable(tenants.getOrDefault(tenant, Map.of()).get(id))
                .flatMap(Timeline::now);
    }
}
