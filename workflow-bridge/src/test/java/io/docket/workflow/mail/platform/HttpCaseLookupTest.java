package io.docket.workflow.mail.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.workflow.command.RecordingService;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpCaseLookupTest {
    private final RecordingService service = new RecordingService();
    private final HttpCaseLookup cases = new HttpCaseLookup(
            new ServiceCalls(service.http(), service.tokens(), "acme", Duration.ofSeconds(5)), service.url());

    HttpCaseLookupTest() throws IOException {}

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void case_is_found_by_its_number_or_by_a_mail_of_it_in_the_name_of_the_tenant() {
        service.plan("GET /api/cases?limit=1&number=P+1", 200, "{\"items\":[{\"id\":\"K1\"}]}");
        service.plan("GET /api/mails?limit=1&messageId=%3Ca%40b%3E", 200, "{\"items\":[{\"caseId\":\"K2\"}]}");

        assertThat(cases.byNumber("P 1")).contains("K1");
        assertThat(cases.byMessage("<a@b>")).contains("K2");
        assertThat(service.requests()).allMatch(request -> request.contains(" Bearer token-1 "));
    }

    @Test
    void case_is_found_by_its_id_if_it_can_be_one_and_has_a_number() {
        service.plan("GET /api/cases/K1", 200, "{\"id\":\"K1\",\"number\":\"P 1\"}");

        assertThat(cases.byId("K1")).contains("K1");
        assertThat(cases.numberOf("K1")).contains("P 1");
        assertThat(cases.numberOf("K2")).isEmpty();
        assertThat(cases.byId("K2")).isEmpty();
        assertThat(cases.byId("a/../b")).isEmpty();
        assertThat(service.requests()).hasSize(4);
    }

    @Test
    void what_nobody_has_heard_of_is_found_nowhere() {
        service.plan("GET /api/cases?limit=1&number=P-1", 200, "{\"items\":[]}");
        service.plan("GET /api/mails?limit=1&messageId=m", 200, "{\"items\":[{\"id\":\"m-1\"}]}");

        assertThat(cases.byNumber("P-1")).isEmpty();
        assertThat(cases.byMessage("m")).isEmpty();
        assertThat(cases.filesOf("K1")).isEmpty();
    }

    @Test
    void mail_that_is_on_a_case_says_since_when() {
        service.plan(
                "GET /api/mails?limit=1&state=received&messageId=%3Ca%40b%3E",
                200, "{\"items\":[{\"caseId\":\"K2\",\"createdAt\":\"2026-01-02T03:04:05.678Z\"}]}");
        service.plan("GET /api/mails?limit=1&state=received&messageId=m", 200, "{\"items\":[]}");

        assertThat(cases.receivedAt("<a@b>")).contains(Instant.parse("2026-01-02T03:04:05.678Z"));
        assertThat(cases.receivedAt("m")).isEmpty();
    }

    @Test
    void files_of_a_case_are_known_by_their_digests() {
        service.plan("GET /api/cases/K1%7Ex", 200, "{\"files\":[{\"sha256\":\"ab\"},{\"sha256\":\"cd\"}]}");

        assertThat(cases.filesOf("K1~x")).containsExactlyInAnyOrder("ab", "cd");
    }

    @Test
    void service_that_does_not_know_its_own_lists_is_away() {
        assertThatThrownBy(() -> cases.byNumber("P-1")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> cases.byMessage("m")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> cases.receivedAt("m")).isInstanceOf(Unavailable.class);
    }

    @Test
    void service_that_is_away_is_told_from_one_that_says_no() {
        service.plan("GET /api/cases?limit=1&number=1", 503, "");
        service.plan("GET /api/cases?limit=1&number=2", 429, "");
        service.plan("GET /api/cases?limit=1&number=3", 401, "");
        service.plan("GET /api/cases?limit=1&number=4", 400, "no");

        assertThatThrownBy(() -> cases.byNumber("1")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> cases.byNumber("2")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> cases.byNumber("3")).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> cases.byNumber("4"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("answered 400 no");
        assertThat(service.requests().getLast()).contains("Bearer token-2");
    }
}
