package io.docket.contracts.proof;

import io.docket.contracts.proof.ProofFault.Check;
import java.util.Map;
import java.util.TreeMap;

/** How far the history of each entity of the root has come: from version 1, one by one. */
final class Versions {
    private final Map<String, Long> last = new TreeMap<>();

    void add(ProvenEvent event, long number) throws BrokenProof {
        long expected = last.getOrDefault(event.subject(), 0L) + 1;
        if (event.version() > expected) {
            throw event.broken(
                    Check.EVENT_REMOVED,
                    number,
                    "it is version " + event.version() + ", versions " + expected + " to " + (event.version() - 1)
                            + " are missing");
        }
        if (event.version() < expected) {
            throw event.broken(
                    Check.EVENT_INSERTED,
                    number,
                    "it is version " + event.version() + " and stands after version " + (expected - 1));
        }
        last.put(event.subject(), expected);
    }

    int entities() {
        return last.size();
    }

    /** The root has to be there, up to the version that is wanted. */
    void reach(String root, long version, long number) throws BrokenProof {
        long reached = last.getOrDefault(root, 0L);
        if (reached < Math.max(1, version)) {
            throw BrokenProof.at(
                    Check.EVENT_REMOVED,
                    number,
                    "the proof ends with version " + reached + " of " + root
                            + (version > 0 ? ", version " + version + " is wanted" : ""));
        }
    }

    Map<String, Long> all() {
        return last;
    }
}
