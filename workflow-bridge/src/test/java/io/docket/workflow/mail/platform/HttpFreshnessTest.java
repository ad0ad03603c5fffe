package io.docket.workflow.mail.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.position.Position;
import io.docket.workflow.command.RecordingService;
import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpFreshnessTest {
    private static final String QUERY = "GET /api/case-types?limit=1";

    private final RecordingService service = new RecordingService();
    private final List<Position> log = new ArrayList<>();
    private final HttpFreshness freshness = new HttpFreshness(
            new ServiceCalls(service.http(), service.tokens(), "acme", Duration.ofSeconds(5)),
            service.url(),
            () -> List.copyOf(log));

    HttpFreshnessTest() throws IOException {}

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void views_are_awaited_at_the_furthest_place_of_each_partition() {
        service.plan(QUERY, 200, "{\"items\":[]}");
        log.addAll(List.of(new Position(0, 7), new Position(4, 3)));
        freshness.after("4-9");
        freshness.asOfNow();
        freshness.after("0-5");

        freshness.await();

        assertThat(service.header("Docket-After")).containsExactly("0-7", "4-9");
    }

    @Test
    void views_are_asked_again_each_time() {
        service.plan(QUERY, 200, "{\"items\":[]}");
        freshness.after("4-9");

        freshness.await();
        freshness.await();

        assertThat(service.header("Docket-After")).containsExactly("4-9", "4-9");
    }

    @Test
    void of_an_empty_log_nothing_is_awaited() {
        freshness.asOfNow();

        freshness.await();

        assertThat(service.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 503, 504})
    void views_that_are_behind_or_away_are_asked_later(int status) {
        service.plan(QUERY, status, "");
        freshness.after("4-9");

        assertThatThrownBy(freshness::await).isInstanceOf(Unavailable.class);
    }
}
