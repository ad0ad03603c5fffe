package io.docket.projection.history.proof;

import io.docket.contracts.position.Position;
import io.docket.contracts.proof.ProofScope;
import io.docket.kit.problem.Problems;
import io.docket.projection.timeline.Timelines;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The places of a root's events, from its timeline. A place that a timeline lacked would leave a gap that a proof shows. */
@ApplicationScoped
public class TimelineRootEvents implements RootEvents {
    private static final int PAGE = 500;
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Timelines timelines;

    public TimelineRootEvents(Timelines timelines) {
        this.timelines = timelines;
    }

    @Override
    public Places find(ProofScope scope, int limit) {
        List<Long> offsets = new ArrayList<>();
        Map<String, Long> versions = new HashMap<>();
        int partition = -1;
        Optional<Long> after = Optional.empty();
        do {
            Timelines.Page page = timelines
                    .page(scope.tenant(), scope.root(), false, after.orElse(null), PAGE)
                    .await()
                    .atMost(TIMEOUT);
            for (Map<String, @Nullable Object> entry : page.entries()) {
                Position position = Position.parse(String.valueOf(entry.get("position")));
                partition = position.partition();
                offsets.add(position.offset());
                versions.put(
                        String.valueOf(entry.get("subject")),
                        entry.get("version") instanceof Number version ? version.longValue() : 0L);
            }
            if (offsets.size() > limit) {
                throw Problems.unprocessable(
                        "proof-too-large",
                        scope.root() + " has more than " + limit + " events, which is the most that one proof may hold",
                        List.of());
            }
            after = page.last();
        } while (after.isPresent());
        if (offsets.isEmpty()) {
            throw Problems.notFound("There is no " + scope.root());
        }
        return new Places(partition, offsets, versions);
    }
}
