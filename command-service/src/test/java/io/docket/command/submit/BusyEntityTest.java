package io.docket.command.submit;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.definition.DefinitionKind;
import io.docket.command.definition.Definitions;
import io.docket.command.definition.OwnDefinitions;
import io.docket.command.http.Answers;
import io.docket.command.submit.Answer.Refused;
import io.docket.command.support.MemoryEventStore;
import io.docket.command.support.Service;
import io.docket.contracts.event.CaseTypeEvent.Defined;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What clients hear while a decision does not end. */
class BusyEntityTest {
    private static final Duration DEADLINE = Duration.ofMillis(600);
    private static final int MAX_OVERDUE = 64;

    private final MemoryEventStore store = new MemoryEventStore();
    private final HangingDefinitions caseTypes = new HangingDefinitions();
    private final Service service;
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    BusyEntityTest() {
        try (Service before = Service.withLoans(store, null)) {
            for (int i = 0; i < MAX_OVERDUE; i++) {
                before.send("open-case", "{\"caseType\":\"loan\",\"caseId\":\"K" + i + "\",\"data\":{}}");
            }
        }
        service = Service.over(store, caseTypes, DEADLINE);
    }

    @AfterEach
    void close() {
        caseTypes.end.countDown();
        clients.close();
        service.close();
    }

    @Test
    void a_decision_that_takes_too_long_is_503_and_says_so() {
        HttpProblem answer = problem(hanging("K0").join());

        assertThat(answer.getStatusCode()).isEqualTo(503);
        assertThat(answer.getHeaders()).containsKey(HttpHeaders.RETRY_AFTER);
        assertThat(answer.getDetail())
                .isEqualTo(
                        "the entity is busy with a command that takes too long; this one was not decided in time, and"
                                + " nothing of it is written");
    }

    @Test
    void a_command_on_the_same_entity_is_503_and_hears_what_it_waits_for() throws InterruptedException {
        CompletableFuture<Answer> first = hanging("K0");
        caseTypes.begun.await();

        HttpProblem second = problem(service.send("add-comment", "{\"caseId\":\"K0\",\"body\":\"c\"}"));

        assertThat(second.getStatusCode()).isEqualTo(503);
        assertThat(second.getHeaders()).containsKey(HttpHeaders.RETRY_AFTER);
        assertThat(second.getDetail()).startsWith("the entity is busy with a command that takes too long");
        assertThat(service.send("add-comment", "{\"caseId\":\"K1\",\"body\":\"c\"}")
                        .status())
                .as("another entity")
                .isEqualTo(200);
        assertThat(first.join().status()).isEqualTo(503);
    }

    @Test
    void while_too_many_decisions_take_too_long_every_command_is_503_and_hears_why() {
        IntStream.range(0, MAX_OVERDUE).mapToObj(i -> hanging("K" + i)).toList().forEach(CompletableFuture::join);

        HttpProblem next = problem(service.send("define-queue", "{\"id\":\"q\",\"name\":\"Q\"}"));

        assertThat(next.getStatusCode()).isEqualTo(503);
        assertThat(next.getHeaders()).containsKey(HttpHeaders.RETRY_AFTER);
        assertThat(next.getDetail())
                .isEqualTo("too many commands take too long: 64 handlers are overdue and still running");
    }

    /** A command whose decision asks for a case type, and gets no answer. */
    private CompletableFuture<Answer> hanging(String caseId) {
        return CompletableFuture.supplyAsync(
                () -> service.send("move-case", "{\"caseId\":\"" + caseId + "\",\"stage\":\"b\"}"), clients);
    }

    private static HttpProblem problem(Answer answer) {
        return Answers.problem((Refused) answer);
    }

    /** The case types of the store, which nobody hears of until the end; an interrupt changes nothing. */
    private final class HangingDefinitions implements Definitions<Defined> {
        private final Definitions<Defined> own = new OwnDefinitions<>(store, DefinitionKind.CASE_TYPE);
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public long current(String tenant, String id) {
            return own.current(tenant, id);
        }

        @Override
        public Optional<Defined> version(String tenant, String id, long version) {
            begun.countDown();
            while (end.getCount() > 0) {
                try {
                    end.await();
                } catch (InterruptedException e) {
                    // goes on as if nothing had happened
                }
            }
            return own.version(tenant, id, version);
        }
    }
}
