package io.docket.contracts.proof;

import com.fasterxml.jackson.core.JsonToken;
import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.proof.ProofFault.Check;
import java.io.IOException;

/**
 * Tells what happened to a link with another number than the next one, from the links after it.
 *
 * @param tokens where they come from, after the odd link
 * @param partition number of the partition
 */
record Ahead(ProofTokens tokens, int partition) {
    /** The check that the odd link fails. */
    Check of(long odd, long expected) throws IOException {
        if (odd < expected) {
            return Check.EVENT_INSERTED;
        }
        boolean missing = true;
        try {
            while (tokens.next() != JsonToken.END_ARRAY) {
                ProofLink link = ProofLink.read(tokens, partition);
                if (link.number() == odd) {
                    return Check.EVENT_INSERTED;
                }
                missing &= link.number() != expected;
            }
        } catch (UnreadableProofException cut) {
            return Check.EVENT_REMOVED;
        }
        return missing ? Check.EVENT_REMOVED : Check.ORDER_CHANGED;
    }

    /** What to say of it. */
    static String detail(Check check, long odd, ChainHead head) {
        return switch (check) {
            case ORDER_CHANGED -> "it belongs further on, as number " + odd;
            case EVENT_INSERTED -> "number " + odd + " stands after number " + head.number();
            default -> (odd - head.number() - 1) + " before number " + odd + " are missing";
        };
    }
}
