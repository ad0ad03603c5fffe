package io.docket.workflow.start;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.workflow.memory.InstanceRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance that somebody asked for.
 *
 * @param instance the instance to be
 * @param processId process id as the tenant knows it
 * @param variables variables to start with, an object
 * @param origin what asked for it
 */
public record StartRequest(
        InstanceRef instance, String processId, @Nullable JsonNode variables, Origin origin) {
    /**
     * What asked for it.
     *
     * @param eventId id of the event: the request, or the latest wish to try it again
     * @param position position of the request in the log
     * @param time when that was
     */
    public record Origin(String eventId, String position, Instant time) {}
}
