package io.docket.projection.health;

import io.docket.projection.apply.Preparation;
import io.docket.projection.apply.Progress;
import io.docket.projection.freshness.Watermarks;
import io.docket.projection.generations.Report;
import io.docket.projection.messaging.KafkaEventLog;
import io.docket.projection.redis.RedisHotViews;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready as soon as the store is prepared for this log; tells how far each partition is behind. */
@Readiness
@ApplicationScoped
public class ProjectionHealth implements AsyncHealthCheck {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private final Preparation preparation;
    private final Watermarks watermarks;
    private final KafkaEventLog log;
    private final RedisHotViews hotViews;
    private final Progress progress;
    private final Report generations;

    public ProjectionHealth(
            Preparation preparation,
            Watermarks watermarks,
            KafkaEventLog log,
            RedisHotViews hotViews,
            Progress progress,
            Report generations) {
        this.preparation = preparation;
        this.watermarks = watermarks;
        this.log = log;
        this.hotViews = hotViews;
        this.progress = progress;
        this.generations = generations;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return log.ends()
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure()
                .recoverWithItem(Map.of())
                .map(this::response);
    }

    private HealthCheckResponse response(Map<Integer, Long> ends) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("projections")
                .status(preparation.madeFrom().isPresent())
                .withData("hotViews", hotViews.health().name().toLowerCase(Locale.ROOT));
        Map<Integer, Long> positions = watermarks.positions();
        ends.forEach((partition, end) ->
                response.withData("lag-" + partition, lag(end, positions.getOrDefault(partition, 0L))));
        generations.details().forEach(response::withData);
        progress.lastFailure()
                .ifPresent(failure -> response.withData("lastFailure", failure.error())
                        .withData("lastFailureAt", failure.at().toString()));
        return response.build();
    }

    /** Offsets that are not applied; the log ends with the mark of its last transaction, which is no event. */
    private static long lag(long end, long next) {
        return Math.max(0, end - next - 1);
    }
}
