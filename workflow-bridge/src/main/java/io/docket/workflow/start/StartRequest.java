package io.docket.workflow.start;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.workflow.memory.InstanceRef;
import org.jspecify.annotations.Nullable;

/**
 * An instance that somebody asked for.
 *
 * @param instance the instance to be
 * @param processId process id as the tenant knows it
 * @param variables variables to start with, an object
 */
public record StartRequest(
        InstanceRef instance, String processId, @Nullable JsonNode variables) {}
