package io.docket.contracts.proof;

import io.docket.contracts.proof.ProofFault.Check;

/** Carries the first fault out of the verification. */
final class BrokenProof extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient ProofFault fault;

    BrokenProof(ProofFault fault) {
        super(fault.detail(), null, false, false);
        this.fault = fault;
    }

    /** A fault of something that is no event. */
    static BrokenProof at(Check check, long number, String detail) {
        return new BrokenProof(new ProofFault(check, number, null, null, null, detail));
    }

    ProofFault fault() {
        return fault;
    }
}
