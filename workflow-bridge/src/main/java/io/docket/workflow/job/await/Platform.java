package io.docket.workflow.job.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;

/** The views and the live events, as a job that waits sees them. Throws {@code Unavailable} while they are not there. */
public interface Platform {
    /** True once the views hold the position; false if they do not within the wait. */
    boolean viewsHold(String tenant, String position, Duration wait);

    /**
     * Events after the cursor, as soon as there is one or when the wait is over.
     *
     * @param filter members of a filter, as in the query string of {@code /api/events/poll}
     * @return {@code {cursor, events}}
     */
    JsonNode events(String tenant, String cursor, Map<String, String> filter, Duration wait);
}
