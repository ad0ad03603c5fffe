package io.docket.eventstore.internal.standby;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Utils;

/** Which partitions an instance follows when it may not follow all: each instance prefers others. */
final class Choice {
    private final List<Integer> preferred;
    private final int most;

    /**
     * @param instance name of the instance
     * @param partitions number of partitions
     * @param most partitions to follow, at most
     */
    Choice(String instance, int partitions, int most) {
        this.most = most;
        this.preferred = IntStream.range(0, partitions)
                .boxed()
                .sorted(Comparator.comparingInt(
                        partition -> Utils.murmur2((instance + "/" + partition).getBytes(UTF_8))))
                .toList();
    }

    /** Those to follow now, of those that may be followed. */
    Set<Integer> of(Predicate<Integer> free) {
        return preferred.stream().filter(free).limit(most).collect(Collectors.toSet());
    }
}
