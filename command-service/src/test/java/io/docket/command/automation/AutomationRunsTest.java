package io.docket.command.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.command.support.Scenario;
import io.docket.contracts.event.AutomationEvent;
import io.docket.contracts.event.AutomationEvent.Defined;
import io.docket.contracts.event.AutomationEvent.Quota;
import io.docket.contracts.event.AutomationEvent.Trigger;
import java.time.OffsetDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutomationRunsTest {
    private static final OffsetDateTime MINUTE = OffsetDateTime.parse("2030-01-01T08:00:00Z");
    private static final OffsetDateTime NEXT = MINUTE.plusMinutes(1);

    private static final Defined DEFINED = new Defined(
            1,
            "Calls",
            new Trigger(Scenario.json("{\"type\":\"docket.case.opened.v1\"}"), null, null),
            null,
            "create-task",
            Scenario.json("{\"name\":\"Call\"}"),
            new Quota(2, "PT1M"),
            3,
            null);

    private final Scenario bridge = after();

    private static String run(String state, String position, OffsetDateTime at, int depth) {
        return "{\"automationId\":\"calls\",\"revision\":1,\"state\":\"" + state + "\",\"eventId\":\"e" + position
                + "\",\"position\":\"" + position + "\",\"at\":\"" + at.toInstant() + "\",\"depth\":" + depth
                + ",\"detail\":\"why\"}";
    }

    private static AutomationEvent fired(String position, OffsetDateTime window) {
        return new AutomationEvent.Fired(1, "e" + position, position, "create-task", window);
    }

    private static Scenario after(AutomationEvent... events) {
        return Scenario.start()
                .given(AutomationState.KIND, "calls", DEFINED)
                .given(AutomationState.KIND, "calls", events)
                .by("bridge", Set.of("engine", "case-manager"), Set.of());
    }

    @Test
    void an_event_has_one_run() {
        assertThat(bridge.when("record-automation-run", run("fired", "0-7", MINUTE.plusSeconds(5), 1)))
                .containsExactly(fired("0-7", MINUTE));
        assertThat(after(fired("0-7", MINUTE)).when("record-automation-run", run("fired", "0-7", MINUTE, 1)))
                .isEmpty();
    }

    @Test
    void what_was_sent_together_may_be_settled_in_any_order() {
        Scenario settled = after(fired("0-7", MINUTE));

        assertThat(settled.when("record-automation-run", run("fired", "0-6", NEXT, 1)))
                .containsExactly(fired("0-6", NEXT));
        assertThat(settled.when("record-automation-run", run("fired", "1-2", NEXT, 1)))
                .containsExactly(fired("0-6", NEXT), fired("1-2", NEXT));
    }

    @Test
    void a_run_without_a_command_is_told_and_counts() {
        AutomationEvent failed = new AutomationEvent.Failed(1, "e0-7", "0-7", "why", MINUTE);

        assertThat(bridge.when("record-automation-run", run("failed", "0-7", MINUTE, 1)))
                .containsExactly(failed);
        assertThat(after(failed, fired("0-8", MINUTE)).when("record-automation-run", run("fired", "0-9", MINUTE, 1)))
                .singleElement()
                .isInstanceOf(AutomationEvent.Refused.class);
    }

    @Test
    void over_the_quota_is_said_once_in_a_window() {
        Scenario used = after(fired("0-1", MINUTE), fired("0-2", MINUTE));
        String more = run("fired", "0-3", MINUTE.plusSeconds(9), 1);

        AutomationEvent.Refused refused = (AutomationEvent.Refused)
                used.when("record-automation-run", more).getLast();

        assertThat(refused.limit()).isEqualTo("quota");
        assertThat(refused.window()).isEqualTo(MINUTE);
        used.when("record-automation-run", run("fired", "0-4", MINUTE.plusSeconds(10), 1));
        assertThat(used.when("record-automation-run", run("fired", "0-5", NEXT, 1)))
                .containsExactly(refused, fired("0-5", NEXT));
    }

    @Test
    void what_comes_late_counts_in_the_window_that_is_counted_now() {
        Scenario used = after(fired("0-1", NEXT), fired("0-2", NEXT));

        assertThat(used.when("record-automation-run", run("fired", "1-1", MINUTE, 1)))
                .singleElement()
                .isInstanceOf(AutomationEvent.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({"3, Fired", "4, Refused", "99, Refused"})
    void a_chain_of_causes_ends_at_the_limit(int depth, String becomes) {
        assertThat(bridge.when("record-automation-run", run("fired", "0-7", MINUTE, depth)))
                .singleElement()
                .extracting(event -> event.getClass().getSimpleName())
                .isEqualTo(becomes);
    }

    @Test
    void nothing_goes_out_after_it_was_turned_off() {
        assertThat(after(new AutomationEvent.Disabled()).when("record-automation-run", run("fired", "0-7", MINUTE, 1)))
                .isEmpty();
        assertThat(after(new AutomationEvent.Enabled(null))
                        .when("record-automation-run", run("fired", "0-7", MINUTE, 1)))
                .hasSize(1);
    }

    @Test
    void a_command_that_was_not_accepted_is_told_of_a_run_that_there_was() {
        assertThat(bridge.refusalWhen("record-automation-run", run("rejected", "0-7", MINUTE, 1))
                        .reason())
                .isEqualTo("run-not-fired");
        assertThat(after(fired("0-7", MINUTE)).when("record-automation-run", run("rejected", "0-7", MINUTE, 1)))
                .containsExactly(new AutomationEvent.Rejected(1, "e0-7", "0-7", "rejected", "why"));
    }

    @Test
    void only_the_platform_says_that_it_was_a_webhook() {
        String webhook = "{\"automationId\":\"calls\",\"by\":\"webhook\"}";

        assertThat(bridge.refusalWhen("trigger-automation", webhook).reason()).isEqualTo("other-trigger");
        assertThat(bridge.by("ann", Set.of("case-manager"), Set.of())
                        .refusalWhen("trigger-automation", webhook)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void who_defines_may_ask_for_a_run_while_it_is_on() {
        Scenario ann = bridge.by("ann", Set.of("case-manager"), Set.of());
        String manual = "{\"automationId\":\"calls\",\"payload\":{\"a\":1}}";

        assertThat(ann.when("trigger-automation", manual))
                .containsExactly(new AutomationEvent.Triggered(1, "manual", Scenario.json("{\"a\":1}")));
        assertThat(after(new AutomationEvent.Disabled())
                        .refusalWhen("trigger-automation", manual)
                        .reason())
                .isEqualTo("automation-disabled");
    }

    @Test
    void turning_on_and_off_is_told_once() {
        Scenario ann = bridge.by("ann", Set.of("case-manager"), Set.of());
        String it = "{\"automationId\":\"calls\"}";

        assertThat(ann.when("enable-automation", it)).isEmpty();
        ann.when("disable-automation", it);
        ann.when("disable-automation", it);
        ann.when("enable-automation", it);
        ann.when("retire-automation", it);

        assertThat(ann.when("retire-automation", it))
                .containsExactly(
                        new AutomationEvent.Disabled(),
                        new AutomationEvent.Enabled(null),
                        new AutomationEvent.Retired());
    }
}
