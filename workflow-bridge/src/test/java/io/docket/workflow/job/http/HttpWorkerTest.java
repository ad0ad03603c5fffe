package io.docket.workflow.job.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.workflow.job.BpmnError;
import io.docket.workflow.job.Jobs;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpWorkerTest {
    private static final int MAX_BODY = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final RestService service = new RestService();
    private final RestService other = new RestService();

    @TempDir
    private Path secrets;

    HttpWorkerTest() throws IOException {}

    @AfterEach
    void close() {
        service.close();
        other.close();
        vertx.close();
    }

    @Test
    void the_answer_is_a_variable() {
        service.answers(200, Map.of("Content-Type", "application/json"), "{\"rate\":4.25}");

        ObjectNode variables = get("/rates");

        assertThat(variables.at("/response/status").asInt()).isEqualTo(200);
        assertThat(variables.at("/response/body/rate").asDouble()).isEqualTo(4.25);
    }

    @Test
    void the_request_is_as_the_process_wants_it_and_carries_the_key_of_the_job() {
        Map<String, String> headers = Map.of(
                "url", url(service, "/loans?a=1"),
                "method", "post",
                "headers", "{\"X-Client\":\"docket\"}",
                "query", "{\"page\":\"1 & 2\"}",
                "body", "={amount: amount}");

        Jobs.done(worker(local()), headers, "{\"amount\":7}");

        assertThat(service.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.uri()).isEqualTo("/loans?a=1&page=1+%26+2");
            assertThat(asked.headers()).containsEntry("X-Client", "docket");
            assertThat(asked.headers().get("Idempotency-Key")).startsWith("job:77:");
            assertThat(Jobs.json(asked.body())).isEqualTo(Jobs.json("{\"amount\":7}"));
        });
    }

    @Test
    void a_secret_is_referred_to_and_goes_out_with_the_request_alone() throws IOException {
        Files.createDirectories(secrets.resolve("acme"));
        Files.write(secrets.resolve("acme/TOKEN"), "s3cret\n".getBytes(UTF_8));
        Map<String, String> headers =
                Map.of("url", url(service, "/"), "headers", "{\"Authorization\":\"Bearer {{secrets.TOKEN}}\"}");

        ObjectNode variables = Jobs.done(worker(local()), headers, "{}");

        assertThat(service.asked().getFirst().headers()).containsEntry("Authorization", "Bearer s3cret");
        assertThat(variables.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{secrets.OTHER}}", "{{secrets.OF_GLOBEX}}"})
    void a_secret_that_the_tenant_does_not_have_is_an_incident(String reference) throws IOException {
        Files.createDirectories(secrets.resolve("globex"));
        Files.write(secrets.resolve("globex/OF_GLOBEX"), "x".getBytes(UTF_8));
        Map<String, String> headers = Map.of("url", url(service, "/"), "headers", "{\"X\":\"" + reference + "\"}");

        assertThatThrownBy(() -> Jobs.done(worker(local()), headers, "{}"))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo("unknown-secret"));
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void a_host_that_is_not_on_the_list_is_not_called() {
        AllowList foreign = new AllowList(Map.of("globex", List.of("localhost"), "acme", List.of("*.example.com")));

        assertRefused(
                "http-not-allowed",
                new HttpWorker(vertx, Names.ofMachine(), foreign, local(), none(), Duration.ofSeconds(2), MAX_BODY),
                "/");
    }

    @Test
    void a_host_inside_is_not_called_whatever_it_is_named() {
        assertRefused("http-address", worker(new PublicAddresses(List.of())), "/");
    }

    @Test
    void a_name_that_is_public_once_and_private_the_next_time_is_looked_up_once() throws UnknownHostException {
        Deque<InetAddress> answers =
                new ArrayDeque<>(List.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("10.0.0.1")));
        HttpWorker worker = worker(local(), host -> List.of(answers.remove()));

        Jobs.done(worker, Map.of("url", "http://rebinding.example.com:" + service.port() + "/"), "{}");

        assertThat(answers).hasSize(1);
        assertThat(service.asked().getFirst().headers().get("Host")).startsWith("rebinding.example.com");
    }

    @Test
    void a_name_with_one_private_address_is_not_called_at_all() throws UnknownHostException {
        InetAddress open = InetAddress.getByName("127.0.0.1");
        InetAddress closed = InetAddress.getByName("10.0.0.1");
        HttpWorker worker = worker(local(), host -> List.of(open, closed));

        assertRefused("http-address", worker, "/");
    }

    @Test
    void a_redirect_is_followed_where_it_may_lead() {
        service.answers(302, Map.of("Location", url(other, "/there")), "");
        other.answers(200, Map.of(), "here");

        ObjectNode variables = get("/");

        assertThat(variables.at("/response/body").asText()).isEqualTo("here");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/",
                "http://169.254.169.254/latest/meta-data",
                "http://internal/",
                "file:///etc/passwd",
                "http://u:p@localhost/"
            })
    void a_redirect_to_what_may_not_be_called_is_an_incident(String location) {
        service.answers(302, Map.of("Location", location), "");

        assertThatThrownBy(() -> get("/")).isInstanceOf(Refused.class).isNotInstanceOf(BpmnError.class);
    }

    @Test
    void a_secret_does_not_follow_a_redirect_to_another_host() throws IOException {
        Files.createDirectories(secrets.resolve("acme"));
        Files.write(secrets.resolve("acme/TOKEN"), "s3cret".getBytes(UTF_8));
        service.answers(307, Map.of("Location", url(other, "/")), "");
        Map<String, String> headers =
                Map.of("url", url(service, "/"), "headers", "{\"X-Api-Key\":\"{{secrets.TOKEN}}\",\"X-Other\":\"1\"}");

        Jobs.done(worker(local()), headers, "{}");

        assertThat(other.asked().getFirst().headers())
                .containsEntry("X-Other", "1")
                .doesNotContainKey("X-Api-Key");
    }

    @Test
    void redirects_in_a_circle_end() {
        service.answers(302, Map.of("Location", "/"), "");

        assertThatThrownBy(() -> get("/")).isInstanceOf(Refused.class).hasMessageContaining("redirects");
        assertThat(service.asked()).hasSize(6);
    }

    @Test
    void redirects_take_no_longer_together_than_one_request_may() {
        service.answers(302, Map.of("Location", "/"), "");
        service.takes(Duration.ofMillis(300));

        assertThatThrownBy(
                        () -> Jobs.done(worker(local()), Map.of("url", url(service, "/"), "timeout", "PT0.7S"), "{}"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("did not answer within PT0.7S");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void a_service_that_is_busy_is_an_outage(int status) {
        service.answers(status, Map.of(), "");

        assertThatThrownBy(() -> get("/")).isInstanceOf(Unavailable.class);
    }

    @Test
    void a_service_that_is_silent_or_not_there_is_an_outage() {
        service.close();

        assertThatThrownBy(() -> get("/")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() ->
                        Jobs.done(worker(local()), Map.of("url", url(other, "/silent"), "timeout", "PT0.2S"), "{}"))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("did not answer within");
    }

    @Test
    void a_service_that_fails_is_a_fault() {
        service.answers(500, Map.of(), "");

        assertThatThrownBy(() -> get("/")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_no_of_the_service_is_an_error_of_the_process() {
        service.answers(404, Map.of("Content-Type", "application/problem+json"), "{\"title\":\"gone\"}");

        BpmnError error = catchThrowableOfType(BpmnError.class, () -> get("/"));

        assertThat(error.code()).isEqualTo("http-404");
        assertThat(error.variables().at("/httpError/body/title").asText()).isEqualTo("gone");
    }

    @Test
    void an_answer_over_the_limit_is_an_incident() {
        service.answers(200, Map.of(), "x".repeat(MAX_BODY + 1));

        assertRefused("http-too-large", worker(local()), "/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://localhost/", "localhost/x", "http:///x", "http://u@localhost/", "no url"})
    void what_is_no_url_of_a_web_host_is_an_incident(String url) {
        assertThatThrownBy(() -> Jobs.done(worker(local()), Map.of("url", url), "{}"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("input url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Host\":\"x\"}", "{\"a b\":\"x\"}", "{\"X\":\"a\\r\\nY: b\"}"})
    void a_header_that_would_change_the_request_is_an_incident(String headers) {
        assertThatThrownBy(() -> Jobs.done(worker(local()), Map.of("url", url(service, "/"), "headers", headers), "{}"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("input headers");
    }

    private void assertRefused(String code, HttpWorker worker, String path) {
        assertThatThrownBy(() -> Jobs.done(worker, Map.of("url", url(service, path)), "{}"))
                .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private ObjectNode get(String path) {
        return Jobs.done(worker(local()), Map.of("url", url(service, path)), "{}");
    }

    private static PublicAddresses local() {
        return new PublicAddresses(List.of("127.0.0.0/8", "::1/128"));
    }

    private Secrets none() {
        return new Secrets(Optional.empty());
    }

    private HttpWorker worker(PublicAddresses addresses) {
        return worker(addresses, Names.ofMachine());
    }

    private HttpWorker worker(PublicAddresses addresses, Names names) {
        AllowList allowed =
                new AllowList(Map.of("acme", List.of("127.0.0.1", "localhost", "10.0.0.1", "*.example.com")));
        return new HttpWorker(
                vertx, names, allowed, addresses, new Secrets(Optional.of(secrets)), Duration.ofSeconds(5), MAX_BODY);
    }

    private static String url(RestService service, String path) {
        return "http://127.0.0.1:" + service.port() + path;
    }
}
