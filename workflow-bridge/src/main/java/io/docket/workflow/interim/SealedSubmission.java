package io.docket.workflow.interim;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.event.InterimRef;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.signature.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one key, sealed and opened: {@value #DATA}, {@value #TOKEN} and {@value #SIGNATURE}. */
public final class SealedSubmission {
    /** The data as canonical JSON. */
    public static final String DATA = "data";

    /** The access token of who brought it. */
    public static final String TOKEN = "x-access-token";

    /** Detached signature over the data. */
    public static final String SIGNATURE = "signature";

    private SealedSubmission() {}

    /** Seals a submission for its key. */
    public static Map<String, String> seal(
            Vault vault, String tenant, String key, Submission submission, @Nullable String token) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put(DATA, vault.seal(tenant, key, DATA, submission.data().bytes()));
        if (token != null) {
            fields.put(TOKEN, vault.seal(tenant, key, TOKEN, token.getBytes(UTF_8)));
        }
        if (submission.signature() != null) {
            fields.put(
                    SIGNATURE,
                    vault.seal(tenant, key, SIGNATURE, submission.signature().getBytes(UTF_8)));
        }
        return fields;
    }

    /** Opens what was sealed for the key; the token stays sealed. */
    public static Submission open(Vault vault, String tenant, String key, Map<String, String> fields) {
        byte[] data = vault.open(tenant, key, DATA, fields.getOrDefault(DATA, ""));
        String signature = fields.get(SIGNATURE);
        return new Submission(
                CanonicalJson.stored(data),
                signature == null ? null : new String(vault.open(tenant, key, SIGNATURE, signature), UTF_8));
    }

    /** What commands name it by. */
    public static InterimRef reference(String key, Submission submission) {
        return new InterimRef(
                key,
                submission.data().sha256(),
                submission.signature() == null ? null : CanonicalJson.sha256(submission.signature()));
    }
}
