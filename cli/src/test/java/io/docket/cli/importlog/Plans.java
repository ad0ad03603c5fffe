package io.docket.cli.importlog;

import io.docket.cli.bulk.BulkCommand;
import io.docket.cli.mapping.Mapping;
import io.docket.cli.mapping.Mappings;
import io.docket.cli.xes.XesReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Both passes over a log, as an import makes them, without sending anything. */
record Plans(Census census, List<BulkCommand> commands) {
    static Plans of(Path log, String mapping) throws IOException {
        List<BulkCommand> commands = new ArrayList<>();
        Census census = check(log, mapping);
        forEach(log, mapping, census, plan -> commands.addAll(plan.commands()));
        return new Plans(census, commands);
    }

    static Census check(Path log, String mapping) throws IOException {
        return new LogCheck(source(log), Mappings.load(mapping, null, log)).run(bytes -> {});
    }

    static void forEach(Path log, String mapping, Census census, Consumer<TracePlan> onPlan) throws IOException {
        LogSource source = source(log);
        Mapping loaded = Mappings.load(mapping, null, log);
        TracePlanner planner = new TracePlanner(source.name(), loaded, new StageBook(census.stages()), false);
        try (XesReader reader = source.open()) {
            TraceFeed feed = new TraceFeed(reader, planner, Long.MAX_VALUE);
            Optional<TracePlan> plan;
            while ((plan = feed.next()).isPresent()) {
                onPlan.accept(plan.get());
            }
        }
    }

    private static LogSource source(Path log) {
        return new LogSource(log, ZoneId.of("UTC"), Long.MAX_VALUE, false);
    }
}
