package io.docket.workflow.job.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.workflow.retry.Unavailable;
import java.time.Duration;
import java.util.Map;

/** A platform that is not there. */
public final class NoPlatform implements Platform {
    @Override
    public boolean viewsHold(String tenant, String position, Duration wait) {
        throw new Unavailable("not there", null);
    }

    @Override
    public JsonNode events(String tenant, String cursor, Map<String, String> filter, Duration wait) {
        throw new Unavailable("not there", null);
    }
}
