package io.docket.contracts.proof;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.RecordLink;
import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.position.Position;
import io.docket.contracts.proof.ProofFault.Check;

/**
 * An event of a proof.
 *
 * @param logged the record
 * @param link what it adds to the chain
 * @param hash hash of the chain after it, as the proof says
 */
record ProvenEvent(LoggedRecord logged, RecordLink link, String hash) {
    static ProvenEvent of(LoggedRecord logged, String hash) {
        return new ProvenEvent(logged, RecordLink.of(logged), hash);
    }

    long number() {
        return link.link().number();
    }

    String subject() {
        return String.valueOf(logged.text(CloudEventHeaders.SUBJECT));
    }

    /** Version of its entity; -1 if it says none. */
    long version() {
        try {
            return Long.parseLong(String.valueOf(logged.text(CloudEventHeaders.SEQUENCE)));
        } catch (NumberFormatException none) {
            return -1;
        }
    }

    ChainHead after(ChainHead head) {
        return head.after(link.link(), link.digest());
    }

    BrokenProof broken(Check check, long number, String detail) {
        return new BrokenProof(new ProofFault(
                check,
                number,
                new Position(logged.partition(), logged.offset()).toString(),
                logged.text(CloudEventHeaders.ID),
                subject(),
                detail));
    }
}
