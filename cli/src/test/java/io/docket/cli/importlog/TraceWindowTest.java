package io.docket.cli.importlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.cli.bulk.BulkCommand;
import io.docket.cli.mapping.Mappings;
import io.docket.cli.xes.LogText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceWindowTest {
    @TempDir
    Path folder;

    @Test
    void commands_of_several_traces_take_turns_and_those_of_one_keep_their_order() throws IOException {
        LogText log = new LogText();
        for (String name : List.of("a", "b", "c")) {
            log.trace(name);
            for (int i = 0; i < (name.equals("b") ? 1 : 3); i++) {
                log.event("A" + i, "complete", null);
            }
            log.end();
        }
        LogSource source = new LogSource(log.write(folder.resolve("l.xes")), ZoneId.of("UTC"), Long.MAX_VALUE, false);
        TracePlanner planner =
                new TracePlanner("l.xes", Mappings.load("default", null, source.path()), new StageBook(null), false);
        TraceWindow window = new TraceWindow(new TraceFeed(source.open(), planner, 3), 2);

        List<String> keys = window.next(6).stream().map(BulkCommand::key).toList();

        assertThat(keys).containsExactly("xes:l.a:1", "xes:l.b:1", "xes:l.a:2", "xes:l.c:1", "xes:l.a:3", "xes:l.c:2");
        assertThat(window.next(6)).extracting(BulkCommand::key).containsExactly("xes:l.c:3");
        assertThat(window.next(6)).isEmpty();
    }
}
