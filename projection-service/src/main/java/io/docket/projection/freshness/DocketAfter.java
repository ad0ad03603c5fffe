package io.docket.projection.freshness;

import io.docket.contracts.position.Position;
import io.docket.contracts.topic.Topics;
import io.docket.kit.problem.FieldError;
import io.docket.kit.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets a query with {@code Docket-After} wait until the views hold that position; 504 if they do not in time. */
public class DocketAfter {
    /** The position that a command answered with. */
    public static final String AFTER = "Docket-After";

    /** The longest wait: seconds or an ISO-8601 duration. */
    public static final String WAIT = "Docket-Wait";

    static final Duration DEFAULT_WAIT = Duration.ofSeconds(5);
    static final Duration MAX_WAIT = Duration.ofSeconds(30);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    @Inject
    Watermarks watermarks;

    @Inject
    SecurityIdentity identity;

    @ServerRequestFilter
    public Uni<Void> await(ContainerRequestContext request) {
        String after = request.getHeaderString(AFTER);
        if (after == null || identity.isAnonymous()) {
            return Uni.createFrom().voidItem();
        }
        Position position = position(after);
        Duration wait = wait(request.getHeaderString(WAIT));
        return orUnavailable(watermarks.await(position, wait))
                .invoke(reached -> {
                    if (!reached) {
                        throw Problems.notReached("The views have not reached " + position + " within " + wait);
                    }
                })
                .replaceWithVoid();
    }

    /** The position that the header names. */
    public static Position position(String header) {
        try {
            Position position = Position.parse(header);
            if (position.partition() < Topics.PARTITIONS) {
                return position;
            }
        } catch (IllegalArgumentException e) {
            throw invalid(AFTER, "is not <partition>-<offset>");
        }
        throw invalid(AFTER, "names a partition that does not exist");
    }

    /** How long the header lets wait. */
    public static Duration wait(@Nullable String header) {
        if (header == null) {
            return DEFAULT_WAIT;
        }
        try {
            Duration wait = header.startsWith("P")
                    ? Duration.parse(header)
                    : Duration.ofMillis(Math.round(Double.parseDouble(header) * 1_000));
            if (!wait.isNegative()) {
                return wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
            }
        } catch (DateTimeParseException | NumberFormatException e) {
            throw invalid(WAIT, "is neither seconds nor an ISO-8601 duration");
        }
        throw invalid(WAIT, "is negative");
    }

    /** The same wait, but 503 where too many wait already. */
    public static Uni<Boolean> orUnavailable(Uni<Boolean> reached) {
        return reached.onFailure(Watermarks.TooManyWaiting.class)
                .transform(tooMany -> Problems.unavailable(String.valueOf(tooMany.getMessage()), RETRY_AFTER));
    }

    private static HttpProblem invalid(String header, String detail) {
        return Problems.invalid("The header " + header + " " + detail, List.of(new FieldError(header, detail)));
    }
}
