package io.docket.workflow.mail.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.MailEvent;
import io.docket.workflow.command.Commands;
import io.docket.workflow.command.NoAccount;
import io.docket.workflow.mail.RecordingPlatform;
import io.docket.workflow.mail.outgoing.MailServer.Outcome;
import io.docket.workflow.retry.Backoff;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.simulation.Steps;
import io.docket.workflow.simulation.TenantQueueInMemory;
import io.docket.workflow.tenant.ParkingCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    private final RecordingPlatform platform = new RecordingPlatform();
    private final Deque<Outcome> outcomes = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private final AtomicInteger silences = new AtomicInteger();
    private final MailServer server = (request, messageId) -> {
        sent.add(request.mailId() + " " + messageId);
        Outcome planned = outcomes.poll();
        return planned == null ? new Outcome.Taken() : planned;
    };

    private Outbox outbox() {
        return outbox(server);
    }

    private Outbox outbox(MailServer server) {
        InstantSource clock = () -> NOW;
        Persistence persistence = new Persistence(
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)), time -> {}, clock, new SimpleMeterRegistry());
        return new Outbox("acme", "docket.test", Duration.ofDays(1), server, platform, platform, persistence, clock);
    }

    private static MailRequest request(String tenant, Instant at) {
        return new MailRequest(
                tenant,
                "K1~m-1",
                at,
                new MailEvent.Requested("K1", List.of("kim@example.org"), null, "Hi", "Dear Kim", null, null));
    }

    private List<String> states() {
        return platform.effects().stream()
                .map(effect -> effect.replaceAll(".*\"state\":\"([a-z]+)\".*", "$1"))
                .toList();
    }

    @Test
    void a_mail_is_sent_under_an_id_of_its_own_and_reported() {
        outbox().send(request("acme", NOW));

        assertThat(sent).singleElement().asString().matches("K1~m-1 <[0-9a-f]{24}@docket.test>");
        assertThat(states()).containsExactly("sending", "sent");
    }

    @Test
    void a_mail_that_is_read_again_is_not_sent_again() {
        outbox().send(request("acme", NOW));
        outbox().send(request("acme", NOW));

        assertThat(sent).hasSize(1);
        assertThat(states()).containsExactly("sending", "sent");
    }

    @Test
    void a_mail_whose_server_is_away_is_tried_again_under_the_same_id() {
        outcomes.add(new Outcome.NotNow("away"));
        outcomes.add(new Outcome.NotNow("away"));

        outbox().send(request("acme", NOW));

        assertThat(sent).hasSize(3);
        assertThat(sent.stream().distinct()).hasSize(1);
        assertThat(states()).containsExactly("sending", "deferred", "sending", "deferred", "sending", "sent");
    }

    @Test
    void a_server_that_stays_away_is_waited_for_without_further_attempts() {
        Deque<String> away = new ArrayDeque<>(List.of("away", "away", "away"));
        outcomes.add(new Outcome.NotNow("away"));
        MailServer awayForLong = new MailServer() {
            @Override
            public Outcome send(MailRequest request, String messageId) {
                return server.send(request, messageId);
            }

            @Override
            public Optional<String> away() {
                return Optional.ofNullable(away.poll());
            }
        };

        assertThat(outbox(awayForLong).send(request("acme", NOW))).isTrue();

        assertThat(away).isEmpty();
        assertThat(states()).containsExactly("sending", "deferred", "sending", "sent");
    }

    @Test
    void a_mail_that_is_not_taken_now_is_put_off() {
        outcomes.add(new Outcome.NotThisOne("452 mailbox full"));
        Outbox outbox = outbox();

        assertThat(outbox.send(request("acme", NOW))).isFalse();
        assertThat(outbox.send(request("acme", NOW))).isTrue();

        assertThat(states()).containsExactly("sending", "deferred", "sending", "sent");
    }

    @Test
    void a_mail_that_no_server_takes_fails_with_the_reason() {
        outcomes.add(new Outcome.Never("550 no such user"));

        outbox().send(request("acme", NOW));

        assertThat(sent).hasSize(1);
        assertThat(states()).containsExactly("sending", "failed");
        assertThat(platform.last("record-email").path("cause").asText()).isEqualTo("550 no such user");
    }

    @Test
    void a_mail_that_a_dying_bridge_was_sending_is_not_sent_again_but_reported() {
        Outbox dying = new Outbox(
                "acme",
                "docket.test",
                Duration.ofDays(1),
                (request, messageId) -> {
                    sent.add(messageId);
                    throw new IllegalStateException("killed");
                },
                platform,
                platform,
                new Persistence(
                        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
                        time -> {
                            throw new Killed();
                        },
                        () -> NOW,
                        new SimpleMeterRegistry()),
                () -> NOW);
        org.assertj.core.api.Assertions.catchThrowable(() -> dying.send(request("acme", NOW)));

        outbox().send(request("acme", NOW));

        assertThat(sent).hasSize(1);
        assertThat(states()).containsExactly("sending", "failed");
        assertThat(platform.last("record-email").path("cause").asText()).startsWith("in doubt");
    }

    @Test
    void a_mail_whose_attempt_began_without_an_answer_is_sent() {
        Set<String> keys = new HashSet<>();
        Commands silentOnce = command -> {
            if (keys.add(command.idempotencyKey())) {
                platform.send(command);
            }
            if (keys.size() == 1 && silences.incrementAndGet() == 1) {
                throw new Unavailable("no answer", null);
            }
        };
        Persistence persistence = new Persistence(
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
                time -> {},
                () -> NOW,
                new SimpleMeterRegistry());

        new Outbox("acme", "docket.test", Duration.ofDays(1), server, silentOnce, silentOnce, persistence, () -> NOW)
                .send(request("acme", NOW));

        assertThat(sent).hasSize(1);
        assertThat(states()).containsExactly("sending", "sent");
    }

    @Test
    void a_mail_that_no_server_takes_in_time_fails_and_holds_up_no_other_any_more() {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        Persistence persistence = new Persistence(
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
                time -> now.updateAndGet(before -> before.plus(Duration.ofHours(7))),
                now::get,
                new SimpleMeterRegistry());
        for (int i = 0; i < 100; i++) {
            outcomes.add(new Outcome.NotNow("452 mailbox full"));
        }

        new Outbox("acme", "docket.test", Duration.ofDays(1), server, platform, platform, persistence, now::get)
                .send(request("acme", NOW));

        assertThat(sent).hasSize(4);
        assertThat(states()).endsWith("deferred", "failed");
    }

    @Test
    void old_mail_and_that_of_another_tenant_is_not_sent() {
        outbox().send(request("acme", NOW.minus(Duration.ofHours(25))));
        outbox().send(request("globex", NOW));

        assertThat(sent).isEmpty();
        assertThat(states()).first().isEqualTo("failed");
    }

    /** The end of a process. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void another_tenant_without_an_account_holds_up_no_mail_of_this_one() {
        TenantQueueInMemory queue = new TenantQueueInMemory(new Steps(), 1);
        Commands ofOthers = new ParkingCommands(
                command -> {
                    throw NoAccount.of(command.tenant(), "401 invalid_client");
                },
                queue);
        Persistence persistence = new Persistence(
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
                time -> {
                    throw new AssertionError("it waits");
                },
                () -> NOW,
                new SimpleMeterRegistry());
        Outbox outbox = new Outbox(
                "acme", "docket.test", Duration.ofDays(1), server, platform, ofOthers, persistence, () -> NOW);

        assertThat(outbox.send(request("globex", NOW))).isTrue();
        outbox.send(request("acme", NOW));

        assertThat(queue.items("globex")).singleElement().asString().contains("the tenant has no mail server");
        assertThat(states()).containsExactly("sending", "sent");
    }
}
