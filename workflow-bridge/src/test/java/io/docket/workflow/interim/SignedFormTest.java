package io.docket.workflow.interim;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.event.InterimRef;
import io.docket.workflow.interim.Checking.Use;
import io.docket.workflow.signature.CanonicalJson;
import io.docket.workflow.signature.InvalidSignature;
import io.docket.workflow.signature.Signatures;
import io.docket.workflow.signature.SystemKeys;
import io.docket.workflow.signature.TestAuthority;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The form of a task with the detached signature of somebody trusted, from where it is brought to the task's completion. */
class SignedFormTest {
    private static final CanonicalJson DATA = canonical("{\"amount\":5}");
    private static final CanonicalJson ALTERED = canonical("{\"amount\":6}");

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static String signature;

    private InterimWorld world = new InterimWorld();

    @BeforeAll
    static void sign() throws IOException, GeneralSecurityException, JoseException {
        authority = new TestAuthority(folder).signer("ann", "Ed25519", "");
        signature = authority.sign("ann", "EdDSA", DATA.bytes());
    }

    @BeforeEach
    void trust() throws IOException, GeneralSecurityException {
        world = new InterimWorld(InterimWorld.trustIn(List.of(authority.root())));
    }

    @Test
    void signed_form_is_kept_with_its_signature_and_completes_its_task() {
        Submission signed =
                Submission.read(("{\"data\":{ \"amount\": 5 },\"signature\":\"" + signature + "\"}").getBytes(UTF_8));

        InterimRef reference = world.bringing.taskForm(ANN, "t", TASK, signed);

        assertThat(reference.signatureSha256()).isEqualTo(CanonicalJson.sha256(signature));
        Submission found = world.check(Use.COMPLETE_TASK, TASK, reference);
        assertThat(found.data().bytes()).isEqualTo(DATA.bytes());
        assertThat(found.signature()).isEqualTo(signature);
    }

    @Test
    void data_that_is_not_what_was_signed_is_not_taken() {
        assertRefusedWhenBrought(new Submission(ALTERED, signature));
    }

    @Test
    void signature_with_one_altered_character_is_not_taken() {
        assertRefusedWhenBrought(new Submission(DATA, altered(signature)));
    }

    /** Whoever has the keys can alter what lies in the store so that it opens, and name it by its new digest. */
    @Test
    void form_that_was_altered_in_the_store_does_not_complete_its_task() {
        InterimRef brought = world.bringing.taskForm(ANN, "t", TASK, new Submission(DATA, signature));

        assertRefusedOnCompletion(world.checking, inStore(brought.key(), new Submission(ALTERED, signature)));
    }

    @Test
    void form_whose_signature_was_altered_in_the_store_does_not_complete_its_task() {
        InterimRef brought = world.bringing.taskForm(ANN, "t", TASK, new Submission(DATA, signature));

        assertRefusedOnCompletion(world.checking, inStore(brought.key(), new Submission(DATA, altered(signature))));
    }

    @Test
    void form_whose_signer_is_not_trusted_any_more_does_not_complete_its_task() {
        InterimRef brought = world.bringing.taskForm(ANN, "t", TASK, new Submission(DATA, signature));
        Signatures trustingNobody = new Signatures(InterimWorld.trustIn(List.of()), SystemKeys.none());
        Checking later = new Checking(world.store, world.forms, world.vault, trustingNobody);

        assertRefusedOnCompletion(later, brought);
    }

    private InterimRef inStore(String key, Submission submission) {
        world.store.values.put(key, SealedSubmission.seal(world.vault, "acme", key, submission, "t"));
        return SealedSubmission.reference(key, submission);
    }

    private void assertRefusedWhenBrought(Submission submission) {
        assertThatThrownBy(() -> world.bringing.taskForm(ANN, "t", TASK, submission))
                .isInstanceOf(InvalidSignature.class);
        assertThat(world.store.values).isEmpty();
    }

    private static void assertRefusedOnCompletion(Checking checking, InterimRef reference) {
        assertThatThrownBy(() -> InterimWorld.check(checking, Use.COMPLETE_TASK, TASK, reference))
                .isInstanceOf(InvalidSignature.class);
    }

    /** In the middle of the signature: its last character has bits that mean nothing. */
    private static String altered(String signature) {
        int at = signature.indexOf("..") + 20;
        return signature.substring(0, at) + (signature.charAt(at) == 'A' ? 'B' : 'A') + signature.substring(at + 1);
    }

    private static CanonicalJson canonical(String json) {
        return CanonicalJson.of(CanonicalJson.read(json.getBytes(UTF_8)));
    }
}
