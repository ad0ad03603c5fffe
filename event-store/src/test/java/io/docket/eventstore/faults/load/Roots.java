package io.docket.eventstore.faults.load;

import io.docket.contracts.id.EntityId;
import io.docket.eventstore.faults.instance.Call;
import io.docket.eventstore.faults.instance.Call.Planned;
import io.docket.eventstore.faults.instance.FaultsLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Utils;

/** The roots that all writers write to, two streams each, and the versions that somebody was told they have. */
final class Roots {
    private static final int COUNT = 300;
    private static final int OUTCOME_ALONE_IN = 20;
    private static final int TWO_STREAMS_IN = 6;
    private static final int MOST_EVENTS = 4;

    private final Map<String, Long> heads = new ConcurrentHashMap<>();

    static int partitionOf(String root) {
        return Utils.toPositive(Utils.murmur2(root.getBytes(StandardCharsets.UTF_8))) % FaultsLog.PARTITIONS;
    }

    /** A new command on some root: mostly one event, sometimes several over both streams, sometimes an outcome alone. */
    Call next(Random random) {
        String root = "root-" + random.nextInt(COUNT);
        List<Planned> events = new ArrayList<>();
        if (random.nextInt(OUTCOME_ALONE_IN) > 0) {
            append(events, root, 1);
            if (random.nextInt(TWO_STREAMS_IN) == 0) {
                append(events, EntityId.dependent(root, "a"), 1 + random.nextInt(MOST_EVENTS));
            }
        }
        return new Call(UUID.randomUUID().toString(), 1, root, List.copyOf(events));
    }

    private void append(List<Planned> events, String account, int count) {
        long head = heads.getOrDefault(new Planned(account, 1).streamId(), 0L);
        for (int i = 1; i <= count; i++) {
            events.add(new Planned(account, head + i));
        }
    }

    void committed(Call call) {
        call.events().forEach(event -> seen(event.streamId(), event.sequence()));
    }

    void seen(String streamId, long head) {
        heads.merge(streamId, head, Math::max);
    }

    Set<String> streams() {
        return Set.copyOf(heads.keySet());
    }
}
