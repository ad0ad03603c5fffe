package io.docket.files.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How far a file has come.
 *
 * <pre>
 * UPLOADING --bytes match--> VERIFIED --command accepted--> ATTACHED
 *     |                         |                              |
 *     +--- bytes differ, or removed: the file is gone <--------+
 * </pre>
 */
public enum FileState {
    /** Announced; the bytes are still to come, or not yet looked at. */
    @JsonProperty("uploading")
    UPLOADING,
    /** The stored bytes are the announced ones; the case may or may not know the file. */
    @JsonProperty("verified")
    VERIFIED,
    /** The file belongs to its case. */
    @JsonProperty("attached")
    ATTACHED
}
