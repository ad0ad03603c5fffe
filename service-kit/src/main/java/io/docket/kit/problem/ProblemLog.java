package io.docket.kit.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Logs what a service answers because of a fault of its own, with the cause. That it cannot do something now is an answer like
 * others, and may be given a thousand times a second: whoever is to act on it sees it in health and metrics.
 */
@ApplicationScoped
public class ProblemLog implements ProblemPostProcessor {
    private static final Logger LOG = Logger.getLogger(ProblemLog.class);
    private static final int FAULT = 500;
    private static final Set<Integer> NOT_NOW = Set.of(503, 504);

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        int status = problem.getStatusCode();
        if (NOT_NOW.contains(status)) {
            LOG.debugf("event=not-now status=%d path=%s detail=\"%s\"", status, context.path, problem.getDetail());
        } else if (status >= FAULT) {
            LOG.errorf(
                    context.cause,
                    "event=request-failed status=%d path=%s detail=\"%s\"",
                    status,
                    context.path,
                    problem.getDetail());
        }
        return problem;
    }
}
