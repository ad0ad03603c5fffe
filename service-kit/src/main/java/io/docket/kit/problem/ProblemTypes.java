package io.docket.kit.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Locale;
import java.util.Map;

/** Gives the problems that the framework answers, such as that of a request without a token, a type and a detail. */
@ApplicationScoped
public class ProblemTypes implements ProblemPostProcessor {
    private static final Map<Integer, String> DETAILS = Map.of(
            401, "A valid bearer token is required",
            403, "None of the caller's roles may do this",
            404, "There is nothing at this path",
            405, "The path does not know this method",
            415, "The body's media type is not one that the path takes");
    private static final Map<Integer, String> SLUGS = Map.of(401, "unauthenticated", 500, "internal-error");

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        if (problem.getType() != null) {
            return problem;
        }
        int status = problem.getStatusCode();
        HttpProblem.Builder complete =
                HttpProblem.builder(problem).withType(URI.create(Problems.TYPE_PREFIX + slug(status, problem)));
        if (problem.getDetail() == null && DETAILS.containsKey(status)) {
            complete.withDetail(DETAILS.get(status));
        }
        return complete.build();
    }

    private static String slug(int status, HttpProblem problem) {
        String title = problem.getTitle() == null ? "status-" + status : problem.getTitle();
        return SLUGS.getOrDefault(status, title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    }
}
