package io.docket.cli.importlog;

import io.docket.cli.bulk.BulkCommand;
import io.docket.cli.failure.UserError;
import io.docket.cli.mapping.Mapping;
import io.docket.cli.xes.XesReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * The first pass over a log: plans every command without sending one, so that a log or a mapping that can't be imported
 * changes nothing.
 */
final class LogCheck {
    private final LogSource log;
    private final Mapping mapping;
    private final Map<String, Long> commands = new TreeMap<>();
    private final Map<String, Long> finalStages = new TreeMap<>();
    private final Set<String> actors = new HashSet<>();
    private final SchemaSketch schema = new SchemaSketch();
    private long traces;
    private long events;

    LogCheck(LogSource log, Mapping mapping) {
        this.log = log;
        this.mapping = mapping;
    }

    /**
     * Reads the whole log. Throws {@link UserError} at the first mistake.
     *
     * @param progress hears the bytes read so far after each trace
     */
    Census run(LongConsumer progress) throws IOException {
        StageBook stages = new StageBook(mapping.caseType().stages());
        TracePlanner planner = new TracePlanner(log.name(), mapping, stages, log.sort());
        LogChecks checks = new LogChecks(log.name());
        try (XesReader reader = log.open()) {
            for (var trace = reader.next(); trace.isPresent(); trace = reader.next()) {
                checks.check(trace.get());
                TracePlan plan = planner.plan(trace.get());
                observe(plan);
                if (traces < log.traces()) {
                    count(plan);
                }
                progress.accept(reader.bytesRead());
            }
            if (traces == 0) {
                throw new UserError(log.name() + ": the log has no trace");
            }
            String first = stages.stages().getFirst().id();
            Long unmoved = finalStages.remove(TracePlan.FIRST_STAGE);
            if (unmoved != null) {
                finalStages.merge(first, unmoved, Long::sum);
            }
            return new Census(
                    traces,
                    events,
                    commands,
                    finalStages,
                    actors.size(),
                    reader.unknownElements(),
                    stages.stages(),
                    schema);
        }
    }

    /** What the case type is made of: all traces, so that it is the same whichever part is imported first. */
    private void observe(TracePlan plan) {
        for (BulkCommand command : plan.commands()) {
            if (mapping.caseType().dataSchema() == null
                    && command.root().equals(command.data().path("caseId").asText())) {
                schema.observe(command.data().path("data"));
            }
        }
    }

    private void count(TracePlan plan) {
        traces++;
        events += plan.events();
        finalStages.merge(plan.finalStage(), 1L, Long::sum);
        actors.addAll(plan.actors());
        for (BulkCommand command : plan.commands()) {
            commands.merge(command.type(), 1L, Long::sum);
        }
    }
}
