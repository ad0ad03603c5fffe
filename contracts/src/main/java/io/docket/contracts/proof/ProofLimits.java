package io.docket.contracts.proof;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/** How large a proof and its parts may be. */
public final class ProofLimits {
    /** Events, of the root and of others, in one proof; a digest of each is about 43 bytes in the file. */
    public static final int MAX_RECORDS = 1_000_000;

    /** Entities of one root. */
    public static final int MAX_ENTITIES = 100_000;

    /** Digests that stand in one text. */
    static final int DIGESTS_TOGETHER = 4_096;

    /** Characters of one text: the largest event in the log has 8 MiB, each byte of which may need six. */
    static final int MAX_TEXT = 64 << 20;

    /** Characters of one file. */
    static final long MAX_FILE = 512L << 20;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAME = 200;

    /** What reads and writes proofs. */
    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_TEXT)
                    .maxDocumentLength(MAX_FILE)
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private ProofLimits() {}
}
