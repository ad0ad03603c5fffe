package io.docket.projection.automations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.kit.automation.Automation;
import io.docket.kit.feel.Feel;
import io.docket.projection.automations.DryRun.Outcome;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DryRunTest {
    private static final Feel FEEL = new Feel();

    private static EventEnvelope event(String type, String data, int depth) {
        return new EventEnvelope(
                "e",
                EventEnvelope.COMMAND_SERVICE,
                type,
                new Subject("case", "k1"),
                "k1",
                Instant.parse("2030-01-01T08:00:00Z"),
                1,
                "acme",
                "zoe",
                null,
                "c",
                "c",
                "c",
                depth,
                null,
                null,
                null,
                null,
                data.getBytes(UTF_8));
    }

    private static DryRun dryRun(String draft, int limit) {
        Draft read = Json.read(draft.replace('\'', '"').getBytes(UTF_8), Draft.class);
        return new DryRun(Automation.compile("calls", read.definition(), "acme", "ann", FEEL), limit);
    }

    @Test
    void each_event_that_passes_the_filter_has_an_outcome() {
        DryRun run = dryRun(
                "{'id':'calls','trigger':{'event':{'type':'docket.case.*'}},'condition':'event.data.n > 1','command':'notify',"
                        + "'data':{'users':'=[event.actor]','n':'=event.data.n'},'maxDepth':2}",
                10);

        run.examine(event("docket.case.opened.v1", "{\"n\":2}", 0), new Position(1, 7));
        run.examine(event("docket.case.opened.v1", "{\"n\":1}", 0), new Position(1, 8));
        run.examine(event("docket.case.moved.v1", "{\"n\":3}", 2), new Position(1, 9));
        run.examine(event("docket.task.created.v1", "{\"n\":4}", 0), new Position(1, 10));

        assertThat(run.examined()).isEqualTo(4);
        assertThat(run.outcomes()).extracting(Outcome::result).containsExactly("command", "not-met", "refused");
        Outcome first = run.outcomes().getFirst();
        assertThat(first.command()).isEqualTo("notify");
        assertThat(first.data()).hasToString("{\"users\":[\"zoe\"],\"n\":2}");
        assertThat(first.event().position()).isEqualTo("1-7");
    }

    @Test
    void a_template_that_has_no_value_says_why() {
        DryRun run = dryRun("{'trigger':{'event':{'type':'*'}},'command':'notify','data':'=1 + 1'}", 1);

        run.examine(event("docket.case.opened.v1", "{}", 0), null);

        assertThat(run.isFull()).isTrue();
        assertThat(run.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.result()).isEqualTo("failed");
            assertThat(outcome.detail()).isEqualTo("data is no object");
        });
    }
}
