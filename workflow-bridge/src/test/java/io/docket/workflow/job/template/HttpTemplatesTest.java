package io.docket.workflow.job.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.workflow.command.RecordingService;
import io.docket.workflow.command.TenantCalls;
import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpTemplatesTest {
    private final RecordingService service = new RecordingService();
    private final Templates templates =
            new HttpTemplates(new TenantCalls(service.http(), service.tokens(), Duration.ofSeconds(5)), service.url());

    HttpTemplatesTest() throws IOException {}

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void template_is_read_from_the_view_in_the_name_of_the_tenant() {
        service.plan(
                "GET /api/templates/welcome",
                200,
                "{\"contentType\":\"text/html\",\"subject\":\"For {name}\",\"body\":\"<p>{name}</p>\"}");
        service.plan("GET /api/templates/plain", 200, "{\"contentType\":\"text/plain\",\"body\":\"{name}\"}");

        assertThat(templates.find("acme", "welcome", null))
                .contains(new Templates.Defined(true, "For {name}", "<p>{name}</p>"));
        assertThat(templates.find("acme", "plain", null)).contains(new Templates.Defined(false, null, "{name}"));
        assertThat(service.requests().getFirst()).contains("Bearer token-1");
    }

    @Test
    void template_that_is_not_there_is_told_from_a_view_that_is_away() {
        assertThat(templates.find("acme", "other", null)).isEmpty();
        service.plan("GET /api/templates/other", 503, "");
        assertThatThrownBy(() -> templates.find("acme", "other", null)).isInstanceOf(Unavailable.class);
    }

    @Test
    void earlier_version_is_read_from_the_history_page_by_page() {
        String history =
                "GET /api/history?order=oldest&limit=500&type=docket.template.defined.v1&subject=template/welcome";
        service.plan(history, 200, "{\"items\":[{\"sequence\":1,\"data\":{\"body\":\"one\"}}],\"next\":\"n+1\"}");
        service.plan(history + "&after=n%2B1", 200, "{\"items\":[{\"sequence\":2,\"data\":{\"body\":\"two\"}}]}");

        assertThat(templates.find("acme", "welcome", 2L)).contains(new Templates.Defined(false, null, "two"));
        assertThat(templates.find("acme", "welcome", 3L)).isEmpty();
    }
}
