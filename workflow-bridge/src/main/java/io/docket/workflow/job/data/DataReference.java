package io.docket.workflow.job.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.event.InterimRef;
import io.docket.workflow.interim.SealedSubmission;
import io.docket.workflow.interim.Submission;
import io.docket.workflow.retry.Refused;
import org.jspecify.annotations.Nullable;

/**
 * How a process names data: by a reference, as variables {@code form} and {@code startForm} are, or by the key alone, as
 * {@code payloadKey} is.
 *
 * @param key where it lies
 * @param sha256 what it has to be; absent where only the key is known
 * @param signatureSha256 what its signature has to be
 */
record DataReference(
        String key, @Nullable String sha256, @Nullable String signatureSha256) {
    /**
     * Reads one.
     *
     * @param name what the process calls it
     */
    static DataReference of(String name, JsonNode value) {
        if (value.isTextual()) {
            return new DataReference(value.textValue(), null, null);
        }
        if (value.path("key").isTextual()) {
            return new DataReference(
                    value.path("key").textValue(), text(value, "sha256"), text(value, "signatureSha256"));
        }
        throw new Refused("job-input", "input " + DataWorker.INPUT + ": " + name + " is no reference");
    }

    private static @Nullable String text(JsonNode value, String member) {
        return value.path(member).isTextual() ? value.path(member).textValue() : null;
    }

    /** Refuses data that is not what the reference says. */
    void requireNamed(Submission found) {
        if (sha256 != null
                && !new InterimRef(key, sha256, signatureSha256).equals(SealedSubmission.reference(key, found))) {
            throw new Refused("interim-data-mismatch", "the data is not what the reference says");
        }
    }
}
