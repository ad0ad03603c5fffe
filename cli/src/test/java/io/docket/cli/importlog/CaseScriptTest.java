package io.docket.cli.importlog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.cli.bulk.BulkCommand;
import io.docket.cli.importlog.CaseScript.Moment;
import io.docket.cli.mapping.CommandKind;
import org.junit.jupiter.api.Test;

class CaseScriptTest {
    private final CaseScript script = new CaseScript("t.1");

    @Test
    void work_on_a_closed_case_reopens_it_first() {
        script.open(moment(1), data(), true);
        script.onCase(CommandKind.CLOSE_CASE, moment(2), data());
        script.onTask(CommandKind.CREATE_TASK, moment(3), "call", data());
        script.onCase(CommandKind.CLOSE_CASE, moment(4), data());
        script.onCase(CommandKind.CLOSE_CASE, moment(5), data());
        script.onCase(CommandKind.REOPEN_CASE, moment(6), data());
        script.onCase(CommandKind.REOPEN_CASE, moment(7), data());

        assertThat(script.plan(7, "s", 0).commands())
                .extracting(BulkCommand::key)
                .containsExactly(
                        "xes:t.1:1",
                        "xes:t.1:2",
                        "xes:t.1:3:reopen-case",
                        "xes:t.1:3",
                        "xes:t.1:4",
                        "xes:t.1:5:reopen-case",
                        "xes:t.1:5",
                        "xes:t.1:6",
                        "xes:t.1:7:close-case",
                        "xes:t.1:7");
    }

    private static Moment moment(int index) {
        return new Moment(index, "2024-01-01T00:00:00Z", "ann", null, "event " + index);
    }

    private static ObjectNode data() {
        return JsonNodeFactory.instance.objectNode();
    }
}
