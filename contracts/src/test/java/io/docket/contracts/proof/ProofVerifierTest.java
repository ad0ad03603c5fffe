package io.docket.contracts.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.PublicKeys;
import io.docket.contracts.chain.RecordLink;
import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.json.Json;
import io.docket.contracts.proof.ProofFault.Check;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProofVerifierTest {
    private static final ProofScope P1 = ProofScope.of("acme", new Subject("task", "P-1~t"));

    @TempDir
    private Path folder;

    private SignedLog log;
    private PublicKeys keys;

    @BeforeEach
    void aLogOfTwoSpansAndAnUnsealedTail() throws IOException {
        log = SignedLog.ofTwoSpansAndAnUnsealedTail();
        keys = log.publicKeys(folder);
    }

    @Test
    void a_true_proof_is_intact_and_says_what_it_covers() throws Exception {
        ProofVerdict verdict = verify(proof());

        assertThat(verdict.fault()).isNull();
        assertThat(verdict.proven()).isTrue();
        assertThat(verdict.events()).isEqualTo(5);
        assertThat(verdict.sealed()).isEqualTo(5);
        assertThat(verdict.others()).isEqualTo(4);
        assertThat(verdict.checkpoints()).isEqualTo(2);
        assertThat(verdict.versions()).isEqualTo(Map.of("case/P-1", 4L, "task/P-1~t", 1L));
    }

    @Test
    void it_shows_nothing_of_other_roots_and_other_tenants() throws Exception {
        String text = new String(proof(), UTF_8);

        assertThat(text).contains("acme case/P-1 ä").doesNotContain("globex", "P-0", "P-2", "P-9", "case-type");
    }

    @Test
    void events_after_the_last_checkpoint_are_not_proven_yet() throws Exception {
        log.event("acme", "case/P-1");

        ProofVerdict verdict = verify(proof());

        assertThat(verdict.intact()).isTrue();
        assertThat(verdict.proven()).isFalse();
        assertThat(verdict.sealed()).isEqualTo(5);
        assertThat(verdict.events()).isEqualTo(6);
    }

    @Test
    void a_long_way_to_the_checkpoint_is_followed_in_pieces() throws Exception {
        log.event("acme", "case/P-1");
        for (int i = 0; i < 9_000; i++) {
            log.event("acme", "case/P-2");
        }
        log.event("acme", "case/P-1").seal();

        ProofVerdict verdict = verify(proof());

        assertThat(verdict.fault()).isNull();
        assertThat(verdict.proven()).isTrue();
        assertThat(verdict.others()).isEqualTo(9_004);
    }

    /** Every byte of the file, changed by one bit, is found or changes nothing that is proven. */
    @Test
    void a_flipped_bit_is_found_wherever_it_is() throws Exception {
        byte[] proof = proof();
        ProofVerdict whole = verify(proof);
        for (int at = 0; at < proof.length; at++) {
            byte[] flipped = proof.clone();
            flipped[at] ^= 1;
            try {
                ProofVerdict verdict = verify(flipped);
                boolean claimOnly = verdict.intact() && !verdict.title().equals(whole.title());
                boolean offsetOnly = verdict.intact() && isInOffset(proof, at);
                assertThat(verdict.proven() && !claimOnly && !offsetOnly)
                        .as("bit at byte %d: %s", at, new String(flipped, Math.max(0, at - 20), 20, UTF_8))
                        .isFalse();
            } catch (UnreadableProofException found) {
                assertThat(found).hasMessageContaining("not a proof");
            }
        }
    }

    /** Offsets say where to look; what is proven is the number. */
    private static boolean isInOffset(byte[] proof, int at) {
        String before = new String(proof, 0, at, UTF_8);
        return before.substring(Math.max(0, before.length() - 16)).contains("\"offset\":");
    }

    @Test
    void a_changed_event_is_located() throws Exception {
        ProofFault fault = spoiled(links -> {
            ObjectNode event = (ObjectNode) links.get(1).get(3).get("event");
            event.put("value", event.get("value").asText().replace("acme", "ACME"));
        });

        assertThat(fault.check()).isEqualTo(Check.CONTENT_CHANGED);
        assertThat(fault.eventId()).isEqualTo("event-11");
        assertThat(fault.position()).isEqualTo("3-22");
        assertThat(fault.number()).isEqualTo(12);
    }

    @Test
    void a_changed_digest_is_located() throws Exception {
        ProofFault fault = spoiled(links -> {
            ObjectNode hidden = (ObjectNode) links.get(0).get(3);
            byte[] digests = Base64.getDecoder().decode(hidden.get("digests").asText());
            digests[40] ^= 1;
            hidden.put("digests", digests);
        });

        assertThat(fault.check()).isEqualTo(Check.CONTENT_CHANGED);
        assertThat(fault.number()).isEqualTo(5);
    }

    @Test
    void a_removed_event_is_located() throws Exception {
        ProofFault fault = spoiled(links -> ((ArrayNode) links.get(1)).remove(0));

        assertThat(fault.check()).isEqualTo(Check.EVENT_REMOVED);
        assertThat(fault.eventId()).isEqualTo("event-9");
        assertThat(fault.detail()).isEqualTo("1 before number 10 are missing");
    }

    @Test
    void events_in_another_order_are_located() throws Exception {
        ProofFault fault = spoiled(links -> {
            ArrayNode span = (ArrayNode) links.get(1);
            span.insert(0, span.remove(1));
        });

        assertThat(fault.check()).isEqualTo(Check.ORDER_CHANGED);
        assertThat(fault.eventId()).isEqualTo("event-9");
    }

    @Test
    void an_inserted_copy_is_located() throws Exception {
        ProofFault fault = spoiled(links -> {
            ArrayNode span = (ArrayNode) links.get(1);
            span.insert(1, span.get(0).deepCopy());
        });

        assertThat(fault.check()).isEqualTo(Check.EVENT_INSERTED);
        assertThat(fault.eventId()).isEqualTo("event-8");
    }

    @Test
    void a_truncated_span_is_located() throws Exception {
        ProofFault fault = spoiled(links -> ((ArrayNode) links.get(1)).remove(3));

        assertThat(fault.check()).isEqualTo(Check.EVENT_REMOVED);
        assertThat(fault.detail()).isEqualTo("the links end with number 11, the checkpoint covers 12");
    }

    @Test
    void an_event_hidden_among_those_of_others_leaves_a_gap_in_its_versions() throws Exception {
        ProofFault fault = spoiledTree(tree -> {
            ArrayNode links = (ArrayNode) tree.at("/spans/1/links");
            ObjectNode first = (ObjectNode) links.get(0);
            ObjectNode hidden = links.objectNode()
                    .put("from", 9)
                    .put("digests", digestOf(8))
                    .put("hash", first.get("hash").asText());
            links.set(0, hidden);
        });

        assertThat(fault.check()).isEqualTo(Check.EVENT_REMOVED);
        assertThat(fault.detail()).isEqualTo("it is version 3, versions 2 to 2 are missing");
    }

    private byte[] digestOf(int index) {
        return RecordLink.of(log.records().get(index)).digest();
    }

    @Test
    void a_removed_span_leaves_a_gap_in_the_versions() throws Exception {
        ProofFault fault = spoiledTree(tree -> ((ArrayNode) tree.get("spans")).remove(0));

        assertThat(fault.check()).isEqualTo(Check.EVENT_REMOVED);
        assertThat(fault.subject()).isEqualTo("case/P-1");
    }

    @Test
    void a_proof_that_ends_before_the_wanted_version_is_not_enough() throws Exception {
        ProofVerdict verdict = new ProofVerifier(keys, new ProofExpectation(null, null, 5)).verify(stream(proof()));

        assertThat(verdict.fault().line())
                .isEqualTo("EVENT_REMOVED, number 12: the proof ends with version 4 of case/P-1, version 5 is wanted");
    }

    @Test
    void an_event_of_another_root_is_located() throws Exception {
        ProofFault fault = spoiled(links -> ((ObjectNode) links.get(0).get(2).get("event")).put("key", "P-2"));

        assertThat(fault.check()).isEqualTo(Check.FOREIGN_EVENT);
        assertThat(fault.eventId()).isEqualTo("event-3");
    }

    @Test
    void a_wrong_signature_is_found() throws Exception {
        ProofFault fault = spoiledTree(tree -> {
            ObjectNode checkpoint = (ObjectNode) tree.at("/spans/1/checkpoint");
            String signature = checkpoint.get("signature").asText();
            checkpoint.put("signature", "00" + signature.substring(2));
        });

        assertThat(fault.check()).isEqualTo(Check.CHECKPOINT_FORGED);
        assertThat(fault.number()).isEqualTo(12);
    }

    @Test
    void a_key_that_nobody_vouches_for_is_found() throws Exception {
        PublicKeys others = new SignedLog().publicKeys(folder);

        ProofVerdict verdict = new ProofVerifier(others, ProofExpectation.ANY).verify(stream(proof()));

        assertThat(verdict.fault().check()).isEqualTo(Check.CHECKPOINT_UNKNOWN_KEY);
    }

    @Test
    void a_missing_checkpoint_is_found() throws Exception {
        ProofFault fault = spoiledTree(tree -> ((ObjectNode) tree.at("/spans/0")).putNull("checkpoint"));

        assertThat(fault.check()).isEqualTo(Check.CHECKPOINT_MISSING);
    }

    @Test
    void a_true_checkpoint_of_another_cluster_does_not_seal_this_log() throws Exception {
        SignedCheckpoint other = log.sign(log.checkpoint("cluster-2"));

        ProofFault fault = spoiledTree(tree -> ((ObjectNode) tree.at("/spans/1"))
                .set("checkpoint", Json.mapper().valueToTree(other)));

        assertThat(fault.check()).isEqualTo(Check.OTHER_LOG);
    }

    @Test
    void a_proof_of_another_cluster_is_refused_by_who_knows_his_own() throws Exception {
        ProofVerdict verdict =
                new ProofVerifier(keys, new ProofExpectation("cluster-2", "events", 0)).verify(stream(proof()));

        assertThat(verdict.fault().check()).isEqualTo(Check.OTHER_LOG);
    }

    @Test
    void a_history_that_was_rewritten_with_all_its_hashes_is_found_by_the_checkpoint() throws Exception {
        SignedLog rewritten = new SignedLog();
        rewritten.event("acme", "case/P-1").event("acme", "case/P-1").seal();
        SignedLog original = new SignedLog();
        original.event("acme", "case/P-1").event("acme", "case/P-3").seal();
        JsonNode tree = Json.tree(proof(rewritten));
        ((ObjectNode) tree.at("/spans/0"))
                .set("checkpoint", Json.tree(proof(original)).at("/spans/0/checkpoint"));

        ProofVerdict verdict =
                new ProofVerifier(original.publicKeys(folder), ProofExpectation.ANY).verify(stream(Json.bytes(tree)));

        assertThat(verdict.fault().check()).isEqualTo(Check.CHECKPOINT_MISMATCH);
    }

    @Test
    void an_event_that_was_changed_in_the_log_is_located_in_its_proof() throws Exception {
        LoggedRecord original = log.records().get(8);
        log.records()
                .set(
                        8,
                        new LoggedRecord(
                                3, original.offset(), original.key(), "{}".getBytes(UTF_8), original.headers()));

        ProofFault fault = verify(proof()).fault();

        assertThat(fault.line())
                .isEqualTo("CONTENT_CHANGED at 3-16, event event-8 of case/P-1, number 9:"
                        + " it is not what the chain goes on from");
    }

    @Test
    void an_event_of_others_that_was_changed_in_the_log_is_located_without_showing_it() throws Exception {
        LoggedRecord original = log.records().get(10);
        log.records()
                .set(
                        10,
                        new LoggedRecord(
                                3, original.offset(), original.key(), "{}".getBytes(UTF_8), original.headers()));

        ProofFault fault = verify(proof()).fault();

        assertThat(fault.line()).isEqualTo("CONTENT_CHANGED, number 11: one of the 1 digests from here was changed");
    }

    @Test
    void an_event_that_was_removed_from_the_log_is_missed_in_the_proof() throws Exception {
        log.records().remove(10);

        ProofFault fault = verify(proof()).fault();

        assertThat(fault.check()).isEqualTo(Check.EVENT_REMOVED);
        assertThat(fault.detail()).isEqualTo("1 before number 12 are missing");
    }

    private interface Spoil {
        void accept(JsonNode node);
    }

    /** The fault after the links of all spans were changed. */
    private ProofFault spoiled(Spoil spoil) throws Exception {
        return spoiledTree(tree -> {
            ArrayNode links = Json.mapper().createArrayNode();
            tree.get("spans").forEach(span -> links.add(span.get("links")));
            spoil.accept(links);
        });
    }

    private ProofFault spoiledTree(Spoil spoil) throws Exception {
        JsonNode tree = Json.tree(proof());
        assertThat(verify(Json.bytes(tree)).proven()).isTrue();
        spoil.accept(tree);
        return verify(Json.bytes(tree)).fault();
    }

    private ProofVerdict verify(byte[] proof) throws IOException, UnreadableProofException {
        return new ProofVerifier(keys, ProofExpectation.ANY).verify(stream(proof));
    }

    private byte[] proof() throws IOException {
        return proof(log);
    }

    private static byte[] proof(SignedLog log) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        log.prove(P1, out);
        return out.toByteArray();
    }

    private static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
