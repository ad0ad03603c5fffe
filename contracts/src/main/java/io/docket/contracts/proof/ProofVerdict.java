package io.docket.contracts.proof;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a proof was found to be.
 *
 * @param title which history of which log it is about
 * @param events events of the history that were verified
 * @param sealed how many of them a signed checkpoint covers; those after it could be rewritten by whoever writes the log
 * @param others events of others in between, of which the proof holds digests alone
 * @param checkpoints signed checkpoints verified
 * @param versions the last version of each entity; its events are there from version 1 to this one without a gap
 * @param fault what is wrong first; {@code null} if nothing is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProofVerdict(
        ProofTitle title,
        long events,
        long sealed,
        long others,
        long checkpoints,
        Map<String, Long> versions,
        @JsonProperty("break") @Nullable ProofFault fault) {
    /** Whether nothing is wrong. */
    @JsonProperty("intact")
    public boolean intact() {
        return fault == null;
    }

    /** Whether nothing is wrong and every event is under a signed checkpoint. */
    @JsonProperty("proven")
    public boolean proven() {
        return intact() && sealed == events && events > 0;
    }
}
