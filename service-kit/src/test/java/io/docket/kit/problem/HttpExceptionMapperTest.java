package io.docket.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpExceptionMapperTest {
    private static final int TIMEOUT_SECONDS = 20;

    private final HttpExceptionMapper mapper = new HttpExceptionMapper();

    @ParameterizedTest
    @ValueSource(strings = {"q=%", "q=100%", "q=%zz", "%=q", "q=a&q=%4"})
    void a_stray_percent_sign_in_a_query_is_the_fault_of_the_client(String query) throws Exception {
        HttpProblem problem = mapper.toProblem(refusal(query));

        assertThat(problem.getStatusCode()).isEqualTo(400);
        assertThat(problem.getType()).isEqualTo(URI.create(Problems.TYPE_PREFIX + "invalid-request"));
        assertThat(problem.getDetail()).isEqualTo("The request cannot be read: Error while decoding query params");
        assertThat(problem.getParameters())
                .containsEntry("errors", List.of(new FieldError("", "Error while decoding query params")));
    }

    @Test
    void a_refusal_without_words_has_some() {
        assertThat(mapper.toProblem(new HttpException(400)).getDetail())
                .isEqualTo("The request cannot be read: it is malformed");
    }

    @ParameterizedTest
    @CsvSource({"404, Not Found", "405, Method Not Allowed", "413, The body is too large", "503, Service Unavailable"})
    void any_other_keeps_its_status(int status, String title) {
        HttpProblem problem = mapper.toProblem(new HttpException(status));

        assertThat(problem.getStatusCode()).isEqualTo(status);
        assertThat(problem.getTitle()).isEqualTo(title);
    }

    /** What the server throws at who asks for the parameters of this query string, as {@code UriInfo} does. */
    private static HttpException refusal(String query) throws Exception {
        Vertx vertx = Vertx.vertx();
        CompletableFuture<HttpException> refusal = new CompletableFuture<>();
        Router router = Router.router(vertx);
        router.route().handler(context -> read(context, refusal));
        try {
            HttpServer server = vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            vertx.createHttpClient()
                    .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/?" + query)
                    .compose(request -> request.send());
            return refusal.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } finally {
            vertx.close();
        }
    }

    private static void read(RoutingContext context, CompletableFuture<HttpException> refusal) {
        try {
            context.queryParams();
            refusal.completeExceptionally(new AssertionError("was read"));
        } catch (HttpException e) {
            refusal.complete(e);
        }
        context.response().end();
    }
}
