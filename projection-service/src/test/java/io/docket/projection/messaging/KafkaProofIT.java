package io.docket.projection.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.proof.ProofExpectation;
import io.docket.contracts.proof.ProofFault;
import io.docket.contracts.proof.ProofScope;
import io.docket.contracts.proof.ProofVerdict;
import io.docket.contracts.proof.ProofVerifier;
import io.docket.contracts.proof.SignedLog;
import io.docket.projection.apply.LogIdentity;
import io.docket.projection.history.proof.ProofConfig;
import io.docket.projection.history.proof.ProofLog;
import io.docket.projection.history.proof.ProofMaker;
import io.docket.projection.history.proof.RootEvents;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proofs from a log in Kafka, written as the store writes it: in transactions, with its checkpoints in another topic. */
class KafkaProofIT {
    /** Events in the partition; {@code -Ddocket.proof.events=43700} is a sixth of the loan log. */
    private static final int EVENTS = Integer.getInteger("docket.proof.events", 600);

    private static final int PER_TRANSACTION = Math.max(3, EVENTS / 200);
    private static final int CASES = Math.max(20, EVENTS / 20);
    private static final int SEAL_EVERY = Math.min(10_000, EVENTS / 4);

    @TempDir
    private Path folder;

    private final TestTopics topics = new TestTopics();
    private final SignedLog log = new SignedLog("cluster-1", topics.name("events"), 0, PER_TRANSACTION);

    @BeforeEach
    void writeTheLog() {
        for (int i = 0; i < EVENTS; i++) {
            int number = (int) (i * 31L % CASES);
            String subject = i < CASES || i % 3 == 0 ? "case/C-" + number : "task/C-" + number + "~t";
            log.event(i >= CASES && i % 5 == 4 ? "globex" : "acme", subject);
            if (i % SEAL_EVERY == SEAL_EVERY - 1 || i == EVENTS - 1) {
                log.seal();
            }
        }
        topics.writeInTransactions("events", log.records(), PER_TRANSACTION);
        topics.write(
                "checkpoints",
                log.checkpoints().stream().map(SignedCheckpoint::json).toList());
    }

    @AfterEach
    void removeTopics() {
        topics.close();
    }

    @Test
    void every_case_of_a_tenant_is_proven_without_a_word_of_the_others() throws Exception {
        ProofVerifier verifier = new ProofVerifier(log.publicKeys(folder), ProofExpectation.ANY);
        long largest = 0;
        long makingNanos = 0;
        long verifyingNanos = 0;
        int proofs = 0;
        for (int number = 0; number < CASES; number += Math.max(1, CASES / 20), proofs++) {
            ProofScope scope = ProofScope.of("acme", new Subject("case", "C-" + number));
            ByteArrayOutputStream out = new ByteArrayOutputStream();

            long started = System.nanoTime();
            maker().prepare(scope.tenant(), task(scope), 0).write(out);
            makingNanos += System.nanoTime() - started;
            long made = System.nanoTime();
            ProofVerdict verdict = verifier.verify(new ByteArrayInputStream(out.toByteArray()));
            verifyingNanos += System.nanoTime() - made;

            largest = Math.max(largest, out.size());
            assertThat(verdict.fault()).isNull();
            assertThat(verdict.proven()).isTrue();
            assertThat(verdict.events()).isEqualTo(places(scope).offsets().size());
            assertThat(verdict.versions()).isEqualTo(places(scope).versions());
            assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain("globex");
        }
        System.out.printf(
                "events=%d proofs=%d largest=%d bytes, making=%.1f ms, verifying=%.1f ms each%n",
                EVENTS, proofs, largest, makingNanos / 1e6 / proofs, verifyingNanos / 1e6 / proofs);
    }

    @Test
    void a_log_that_was_changed_gives_a_proof_that_breaks_where_it_was_changed() throws Exception {
        LoggedRecord original = log.records().get(EVENTS / 2);
        byte[] value = original.value().clone();
        value[3] ^= 1;
        List<LoggedRecord> changed = new ArrayList<>(log.records());
        changed.set(EVENTS / 2, new LoggedRecord(0, original.offset(), original.key(), value, original.headers()));
        topics.writeInTransactions("changed", changed, PER_TRANSACTION);
        ProofScope scope = scopeOf(original);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        maker("changed").prepare(scope.tenant(), scope.root(), 0).write(out);

        ProofVerdict verdict = new ProofVerifier(log.publicKeys(folder), ProofExpectation.ANY)
                .verify(new ByteArrayInputStream(out.toByteArray()));
        assertThat(verdict.fault().check()).isEqualTo(ProofFault.Check.CONTENT_CHANGED);
        assertThat(verdict.fault().eventId()).isEqualTo(original.text("ce_id"));
        assertThat(verdict.fault().position()).isEqualTo("0-" + original.offset());
    }

    @Test
    void what_is_not_there_or_too_large_is_refused_before_anything_is_written() {
        ProofScope scope = ProofScope.of("acme", new Subject("case", "C-1"));

        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> maker().prepare("acme", new Subject("task", "C-1~unknown"), 0))
                .matches(problem -> problem.getStatusCode() == 404);
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> maker().prepare("acme", scope.root(), 1_000_000))
                .matches(problem -> problem.getStatusCode() == 404);
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> maker("events", 10).prepare("acme", scope.root(), 0))
                .matches(problem -> problem.getStatusCode() == 422)
                .withMessageContaining("the limit is 10");
    }

    private static ProofScope scopeOf(LoggedRecord logged) {
        return ProofScope.of(
                String.valueOf(logged.text("ce_tenant")), Subject.parse(String.valueOf(logged.text("ce_subject"))));
    }

    /** An entity of the scope that there is. */
    private Subject task(ProofScope scope) {
        return Subject.parse(places(scope).versions().keySet().iterator().next());
    }

    private ProofMaker maker() {
        return maker("events");
    }

    private ProofMaker maker(String events) {
        return maker(events, 1_000_000);
    }

    private ProofMaker maker(String events, int maxRecords) {
        ProofConfig config = new Config(topics.name("checkpoints"), maxRecords);
        KafkaProofLog kafka = new KafkaProofLog(
                TestTopics.KAFKA, topics.name(events), config, () -> new LogIdentity("cluster-1", "topic-1"));
        return new ProofMaker((scope, limit) -> places(scope), new Renamed(kafka, topics.name("events")), config);
    }

    private RootEvents.Places places(ProofScope scope) {
        List<Long> offsets = new ArrayList<>();
        Map<String, Long> versions = new HashMap<>();
        for (LoggedRecord logged : log.records()) {
            if (Arrays.equals(logged.key(), scope.root().id().getBytes(StandardCharsets.UTF_8))
                    && scope.covers(logged)) {
                offsets.add(logged.offset());
                versions.put(logged.text("ce_subject"), Long.parseLong(logged.text("ce_sequence")));
            }
        }
        return new RootEvents.Places(0, offsets, versions);
    }

    /** A copy of the log under the name of the original. */
    private record Renamed(ProofLog log, String topic) implements ProofLog {
        @Override
        public Name name() {
            return new Name(log.name().cluster(), topic);
        }

        @Override
        public Partition open(int partition) {
            return log.open(partition);
        }
    }

    private record Config(String checkpoints, int maxRecords) implements ProofConfig {
        @Override
        public Optional<List<Path>> publicKeys() {
            return Optional.empty();
        }

        @Override
        public int maxEvents() {
            return 100_000;
        }

        @Override
        public int maxConcurrent() {
            return 1;
        }

        @Override
        public long maxBodyBytes() {
            return 10_000_000;
        }

        @Override
        public Duration bodyWithin() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Duration readTimeout() {
            return Duration.ofSeconds(10);
        }
    }
}
