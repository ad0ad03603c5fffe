package io.docket.notification.novu;

import io.docket.contracts.event.CaseTypeEvent.NotifyRule;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.event.NotificationEvent;
import io.docket.contracts.json.Json;
import io.docket.notification.facts.EventFacts;
import io.docket.notification.facts.FactBook;
import io.docket.notification.live.LiveLog;
import io.docket.notification.log.LoggedEvent;
import io.docket.notification.novu.NovuMeter.Outcome;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Tells people of events by the rules of the case type that the event's case is pinned to. Returns only when every
 * notification of the batch was taken by Novu or parked, so that its place in the log may then be committed.
 */
public final class Notifier {
    private static final Logger LOG = Logger.getLogger(Notifier.class);
    private static final String REQUESTED = EventCatalog.typeOf(NotificationEvent.Requested.class);
    /** Longest wait for the tail, which knows the rules, to reach an event. */
    private static final Duration TAIL_WITHIN = Duration.ofMinutes(5);
    /** Longest wait for the definition of a case type, which is in another partition than its cases. */
    private static final Duration DEFINITION_WITHIN = Duration.ofSeconds(10);

    private static final Duration DEFINITION_CHECK = Duration.ofMillis(50);

    private final Novu novu;
    private final NovuConfig config;
    private final FactBook facts;
    private final LiveLog log;
    private final NovuMeter meter;
    private final InstantSource clock;
    private final Backoff backoff;

    public Notifier(Novu novu, NovuConfig config, FactBook facts, LiveLog log, NovuMeter meter, InstantSource clock) {
        this.novu = novu;
        this.config = config;
        this.facts = facts;
        this.log = log;
        this.meter = meter;
        this.clock = clock;
        this.backoff = new Backoff(config.firstDelay(), config.maxDelay());
    }

    /** Tells everybody whom the batch concerns, a few at a time. */
    public void handle(List<LoggedEvent> events) throws InterruptedException {
        List<Notification> due = new ArrayList<>();
        for (LoggedEvent event : events) {
            due.addAll(notifications(event));
        }
        Fleet.run(due, config.parallel(), this::send);
    }

    private List<Notification> notifications(LoggedEvent event) throws InterruptedException {
        if (event.envelope().time().isBefore(clock.instant().minus(config.maxAge()))) {
            meter.triggered(Outcome.STALE);
            return List.of();
        }
        if (!log.await(event.position(), TAIL_WITHIN)) {
            throw new IllegalStateException("the tail did not reach " + event.position() + " in " + TAIL_WITHIN);
        }
        EventFacts known = event.facts();
        if (event.envelope().type().equals(REQUESTED)) {
            return requested(event);
        }
        if (known.caseType() == null) {
            return List.of();
        }
        try {
            return NotifyRules.apply(rules(event, known.caseType(), known.caseTypeVersion()), event);
        } catch (UncheckedIOException e) {
            park(event.envelope().id(), "unreadable data");
            return List.of();
        }
    }

    private List<Notification> requested(LoggedEvent event) {
        try {
            NotificationEvent.Requested requested =
                    Json.read(event.envelope().data(), NotificationEvent.Requested.class);
            return NotifyRules.requested(requested, event);
        } catch (UncheckedIOException e) {
            park(event.envelope().id(), "unreadable data");
            return List.of();
        }
    }

    private List<NotifyRule> rules(LoggedEvent event, String caseType, long version) throws InterruptedException {
        String tenant = event.envelope().tenant();
        for (long waited = 0; waited <= DEFINITION_WITHIN.toMillis(); waited += DEFINITION_CHECK.toMillis()) {
            Optional<List<NotifyRule>> rules = facts.rules(tenant, caseType, version);
            if (rules.isPresent()) {
                return rules.get();
            }
            Thread.sleep(DEFINITION_CHECK);
        }
        park(event.envelope().id(), "unknown case type " + caseType + " version " + version);
        return List.of();
    }

    private void send(Notification notification) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                novu.trigger(notification);
                meter.triggered(Outcome.SENT);
                return;
            } catch (TriggerException e) {
                if (!e.isWorthRetrying() || attempt >= config.maxAttempts()) {
                    park(notification.transactionId(), e.getMessage());
                    return;
                }
                meter.triggered(Outcome.RETRIED);
                LOG.debugf(
                        "novu=trigger outcome=retry transaction=%s error=%s",
                        notification.transactionId(), e.getMessage());
                Thread.sleep(backoff.after(attempt, e.retryAfter(), ThreadLocalRandom.current()));
            }
        }
    }

    private void park(String transaction, String why) {
        meter.triggered(Outcome.PARKED);
        LOG.warnf("novu=trigger outcome=parked transaction=%s error=%s", transaction, why);
    }
}
