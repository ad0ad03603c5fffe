package io.docket.contracts.proof;

import com.fasterxml.jackson.core.JsonToken;
import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.LoggedRecord;
import java.io.IOException;

/** A link of a span: an event of the root, or events of others that stand together, by their digests. */
sealed interface ProofLink {
    /** Number of its first event, as it says. */
    long number();

    /** An event. */
    record Shown(ProvenEvent event) implements ProofLink {
        @Override
        public long number() {
            return event.number();
        }
    }

    /**
     * Events of others.
     *
     * @param number number of the first
     * @param digests their digests, one after the other
     * @param hash hash of the chain after the last, as the proof says
     */
    record Hidden(long number, byte[] digests, String hash) implements ProofLink {
        int count() {
            return digests.length / ChainHead.HASH_BYTES;
        }
    }

    /** Reads a link whose first token is the current one. */
    static ProofLink read(ProofTokens tokens, int partition) throws IOException, UnreadableProofException {
        tokens.is(JsonToken.START_OBJECT);
        tokens.next();
        ProofLink link;
        if (tokens.isField("event")) {
            LoggedRecord logged = RecordJson.read(tokens, partition);
            link = new Shown(ProvenEvent.of(logged, tokens.text("hash")));
        } else {
            tokens.named("from");
            link = hidden(tokens, tokens.longValue());
        }
        tokens.expect(JsonToken.END_OBJECT);
        return link;
    }

    private static Hidden hidden(ProofTokens tokens, long number) throws IOException, UnreadableProofException {
        byte[] digests = tokens.binary("digests");
        if (digests.length == 0 || digests.length % ChainHead.HASH_BYTES != 0) {
            throw tokens.unreadable("digests of " + digests.length + " bytes");
        }
        return new Hidden(number, digests, tokens.text("hash"));
    }
}
