package io.docket.eventstore.internal.log;

import io.docket.eventstore.internal.index.BrokenLogException;
import io.docket.eventstore.internal.index.PartitionIndex;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What an index has seen and its log does not hold any more. An index is about one topic id of one cluster, so this is no
 * other log: the cluster has lost what it acknowledged. The index is the proof, and perhaps the only copy, so it is kept.
 */
public final class LostRecords {
    private LostRecords() {}

    /**
     * Requires that a log ended nowhere before what the index of its partition has seen. Where it ends now says nothing: what
     * was written since may hide what is missing.
     *
     * @param marked offsets behind records that were written since the index was opened, by topic and partition
     * @param folder where the index is
     * @throws BrokenLogException if there was less in the log than the index has seen
     * @throws KafkaException if it is not known where those records are
     */
    public static void requireNone(
            PartitionIndex index,
            TopicPartition events,
            TopicPartition outcomes,
            Map<TopicPartition, Long> marked,
            Path folder) {
        require(events, index.nextEvent(), marked, folder);
        require(outcomes, index.nextOutcome(), marked, folder);
    }

    private static void require(TopicPartition topic, long seen, Map<TopicPartition, Long> marked, Path folder) {
        long end = marked.getOrDefault(topic, 0L) - 1;
        if (end < 0) {
            throw new KafkaException("the broker does not say where it put a record of " + topic);
        }
        if (seen > end) {
            throw new BrokenLogException(message(topic, end, seen, folder));
        }
    }

    /**
     * What is to be said of it.
     *
     * @param end where the log ends
     * @param seen where it ended when the index read it
     */
    public static String message(TopicPartition topic, long end, long seen, Path folder) {
        return "log " + topic + " ends at " + end + ", this instance has seen it up to " + seen
                + ": what was acknowledged is missing. To go on without it, stop the instance, delete " + folder
                + " and start it again";
    }
}
