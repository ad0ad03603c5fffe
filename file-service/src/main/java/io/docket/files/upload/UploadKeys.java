package io.docket.files.upload;

import com.github.f4b6a3.uuid.UuidCreator;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;
import java.util.UUID;

/** Keys under which files are announced: the same key of the same tenant is always the same file. */
final class UploadKeys {
    /** Characters of a key. */
    static final int MAX_LENGTH = 255;

    /** What clients are told about keys. */
    static final String TOLD =
            "A key of the caller's own choice, up to 255 characters, new for each file and the same when its announcement is"
                    + " repeated: the answer is the same file, with Docket-Replayed, for as long as there is the file.";

    private static final UUID NAMESPACE = UUID.fromString("2b1d6f0a-7c35-5e8e-8f43-d0c4e7f11e00");

    private UploadKeys() {}

    /**
     * Id of the file that is announced under the key.
     *
     * @throws HttpProblem 400 if it is empty or too long
     */
    static String fileId(String tenant, String key) {
        String stripped = key.strip();
        if (stripped.isEmpty() || stripped.length() > MAX_LENGTH) {
            throw Problems.invalid("An Idempotency-Key has 1 to " + MAX_LENGTH + " characters.", List.of());
        }
        return UuidCreator.getNameBasedSha1(NAMESPACE, tenant + "/" + stripped).toString();
    }

    /** 422: the key belongs to another file. */
    static HttpProblem reuse() {
        return Problems.of(
                        422,
                        "idempotency-key-reuse",
                        "The idempotency key was used for another file",
                        "The file that was announced under this key had another description or user.")
                .build();
    }
}
