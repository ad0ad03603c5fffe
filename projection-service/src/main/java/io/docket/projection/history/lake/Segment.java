package io.docket.projection.history.lake;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.ChainLink;
import java.time.Instant;

/**
 * The manifest of a segment: a file is part of the lake if its manifest is there. The segments of a partition follow each
 * other without a gap: each begins with the head that the one before it ends with.
 *
 * @param format version of the format
 * @param topic name of the topic
 * @param topicId id of the topic, new each time it is created
 * @param partition partition of the topic
 * @param firstOffset offset of the first record
 * @param lastOffset offset of the last record
 * @param records records of the log
 * @param events events in the file: records that are no events are left out
 * @param from time of the oldest event
 * @param to time of the newest event
 * @param before the hash chain before the first record
 * @param after the hash chain after the last record
 * @param object key of the Parquet file
 * @param bytes its length
 * @param sha256 its checksum, lower case hex
 */
@JsonPropertyOrder({
    "format",
    "topic",
    "topicId",
    "partition",
    "firstOffset",
    "lastOffset",
    "records",
    "events",
    "from",
    "to",
    "before",
    "after",
    "object",
    "bytes",
    "sha256"
})
public record Segment(
        String format,
        String topic,
        String topicId,
        int partition,
        long firstOffset,
        long lastOffset,
        long records,
        long events,
        Instant from,
        Instant to,
        Head before,
        Head after,
        String object,
        long bytes,
        String sha256) {
    /** The format that is written. */
    public static final String FORMAT = "docket.lake.1";

    /** True if a record with that link comes right after the last one. */
    boolean isFollowedBy(ChainLink link) {
        return link.present() && after.chain().accepts(link);
    }

    /**
     * A place in the hash chain.
     *
     * @param number number of records up to there
     * @param hash hash in lower case hex
     */
    public record Head(long number, String hash) {
        static Head of(ChainHead head) {
            return new Head(head.number(), head.hex());
        }

        ChainHead chain() {
            return ChainHead.told(number, hash);
        }
    }
}
