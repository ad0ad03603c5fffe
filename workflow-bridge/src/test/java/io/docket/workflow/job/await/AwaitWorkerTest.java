package io.docket.workflow.job.await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.position.Cursor;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.Jobs;
import io.docket.workflow.retry.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwaitWorkerTest {
    private static final Cursor NOW = new Cursor(new long[] {10, 20, 30});
    private static final Cursor LATER = new Cursor(new long[] {11, 20, 31});
    private static final Map<String, String> CLOSED = Map.of("eventType", "docket.case.closed.v1");

    private final RecordedPlatform platform = new RecordedPlatform();
    private final AwaitWorker worker = new AwaitWorker(platform);

    @Test
    void a_position_is_waited_for_until_the_views_hold_it() {
        Map<String, String> input = Map.of("position", "= commandResult.position");
        String variables = "{\"commandResult\":{\"position\":\"2-31\"}}";
        assertThat(work(input, variables)).isInstanceOf(JobOutcome.NotYet.class);

        platform.holds = true;

        assertThat(work(input, variables)).isInstanceOf(JobOutcome.Done.class);
        assertThat(platform.asked).containsOnly("acme views 2-31");
    }

    @Test
    void an_event_is_looked_for_from_the_first_look_on() {
        JobOutcome.NotYet first = (JobOutcome.NotYet) work(CLOSED, "{}");

        work(CLOSED, first.variables().toString());

        assertThat(platform.asked)
                .containsExactly(
                        "acme now {type=docket.case.closed.v1}", "acme " + NOW + " {type=docket.case.closed.v1}");
    }

    @Test
    void a_look_in_vain_says_where_the_next_one_begins() {
        JobOutcome.NotYet again = (JobOutcome.NotYet) work(CLOSED, place(NOW));

        assertThat(again.variables().path(AwaitWorker.PLACE).asText()).isEqualTo(LATER.toString());
    }

    @Test
    void an_event_after_a_position_is_found_although_it_was_before_the_job() {
        JobOutcome.NotYet first = (JobOutcome.NotYet) work(Map.of("eventType", "x", "from", "2-7"), "{}");

        assertThat(Cursor.parse(first.variables().path(AwaitWorker.PLACE).asText())
                        .offsets())
                .containsExactly(10, 20, 8);
    }

    @Test
    void the_event_that_came_is_a_variable() {
        platform.event = "{\"type\":\"docket.case.closed.v1\"}";

        JobOutcome.Done done = (JobOutcome.Done) work(
                Map.of(
                        "eventType",
                        "docket.case.closed.v1",
                        "subject",
                        "= \"case/\" + caseId",
                        "matching",
                        "= {outcome: \"paid\"}"),
                place(NOW).replace("}", ",\"caseId\":\"k\"}"));

        assertThat(done.variables().at("/event/type").asText()).isEqualTo("docket.case.closed.v1");
        assertThat(platform.asked.getLast())
                .endsWith("{data.outcome=paid, subject=case/k, type=docket.case.closed.v1}");
    }

    @Test
    void what_is_no_position_is_refused() {
        assertThatThrownBy(() -> work(Map.of("position", "soon"), "{}")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> work(Map.of("eventType", "x", "from", "soon"), "{}"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> work(Map.of(), "{}"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("position");
    }

    private JobOutcome work(Map<String, String> headers, String variables) {
        return worker.work(Jobs.call(headers, variables));
    }

    private static String place(Cursor cursor) {
        return "{\"" + AwaitWorker.PLACE + "\":\"" + cursor + "\"}";
    }

    private static final class RecordedPlatform implements Platform {
        private final List<String> asked = new ArrayList<>();
        private boolean holds;
        private String event = "";

        @Override
        public boolean viewsHold(String tenant, String position, Duration wait) {
            asked.add(tenant + " views " + position);
            return holds;
        }

        @Override
        public JsonNode events(String tenant, String cursor, Map<String, String> filter, Duration wait) {
            asked.add(tenant + " " + cursor + " " + filter);
            Cursor reached = cursor.equals("now") ? NOW : LATER;
            return Jobs.json("{\"cursor\":\"" + reached + "\",\"events\":[" + event + "]}");
        }
    }
}
