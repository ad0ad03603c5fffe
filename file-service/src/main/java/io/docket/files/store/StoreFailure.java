package io.docket.files.store;

import io.docket.kit.problem.Problems;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;

/** Answers 503 when the store does not do what it was asked for. */
@Provider
public class StoreFailure implements ExceptionMapper<SdkException> {
    private static final Logger LOG = Logger.getLogger(StoreFailure.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @Override
    public Response toResponse(SdkException failure) {
        LOG.errorf("store failed error=%s message=%s", failure.getClass().getSimpleName(), failure.getMessage());
        return Problems.unavailable("The file store does not answer.", RETRY_AFTER)
                .toResponse();
    }
}
