package io.docket.system.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.system.support.LoanReview;
import io.docket.system.support.Signers;
import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form of a task that somebody signed, under the authority that the platform trusts. */
class SignedFormIT {
    private static final String SIGNED = "{\"income\":\"1000 EUR\"}";
    private static final Map<String, ?> DATA = Map.of("income", "1000 EUR");
    private static final Map<String, ?> ALTERED = Map.of("income", "1001 EUR");

    @TempDir
    private static Path folder;

    private static Signers signers;

    @BeforeAll
    static void people_have_keys() throws Exception {
        signers = new Signers(folder)
                .signer("ann", "-keyalg", "Ed25519")
                .signer("bob", "-keyalg", "EC", "-groupname", "secp256r1");
    }

    @ParameterizedTest
    @CsvSource({"ann, EdDSA", "bob, ES256"})
    void signed_form_completes_its_task_and_nothing_that_was_altered_does(String signer, String algorithm)
            throws Exception {
        LoanReview review = LoanReview.claimed();
        String signature = signers.sign(signer, algorithm, SIGNED);

        Response otherData = review.bring(Map.of("data", ALTERED, "signature", signature));
        Response otherSignature = review.bring(Map.of("data", DATA, "signature", altered(signature)));
        Response brought = review.bring(Map.of("data", DATA, "signature", signature));

        assertThat(brought.statusCode()).as(brought.asString()).isEqualTo(200);
        Map<String, Object> reference = brought.jsonPath().getMap("$");
        assertThat(reference).containsKeys("key", "sha256", "signatureSha256");
        List<Response> refused = List.of(
                review.complete(with(reference, "sha256")),
                review.complete(with(reference, "signatureSha256")),
                review.complete(without(reference, "signatureSha256")));
        String meanwhile = review.status();
        Response completed = review.complete(reference);

        for (Response response : List.of(otherData, otherSignature)) {
            assertThat(response.statusCode()).as(response.asString()).isEqualTo(422);
            assertThat(response.<String>path("type")).endsWith("/invalid-signature");
        }
        for (Response response : refused) {
            assertThat(response.statusCode()).as(response.asString()).isEqualTo(422);
            assertThat(response.<String>path("errors[0].pointer")).isEqualTo("/form");
        }
        assertThat(meanwhile).isEqualTo("open");
        assertThat(completed.statusCode()).as(completed.asString()).isEqualTo(200);
        review.awaitCompleted();
    }

    private static Map<String, Object> with(Map<String, Object> reference, String digest) {
        Map<String, Object> other = new HashMap<>(reference);
        other.put(digest, "ab".repeat(32));
        return other;
    }

    private static Map<String, Object> without(Map<String, Object> reference, String digest) {
        Map<String, Object> other = new HashMap<>(reference);
        other.remove(digest);
        return other;
    }

    /** In the middle of the signature: its last character has bits that mean nothing. */
    private static String altered(String signature) {
        int at = signature.indexOf("..") + 20;
        return signature.substring(0, at) + (signature.charAt(at) == 'A' ? 'B' : 'A') + signature.substring(at + 1);
    }
}
