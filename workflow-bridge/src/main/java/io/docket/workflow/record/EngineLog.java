package io.docket.workflow.record;

import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.incident.IncidentCommands;
import io.docket.workflow.incident.RefusedRecords;
import io.docket.workflow.instance.InstanceCommands;
import io.docket.workflow.interim.BeginMessage;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.InstanceMemory.Binding;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.OneHistory;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.memory.Progress.EnginePosition;
import io.docket.workflow.retry.Lanes;
import io.docket.workflow.retry.Persistence;
import io.docket.workflow.retry.Sections;
import io.docket.workflow.step.DataKeys;
import io.docket.workflow.step.StepBatch;
import io.docket.workflow.tenant.ParkingGroups;
import io.docket.workflow.usertask.TaskEchoes;
import io.docket.workflow.usertask.UserTaskCommands;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Turns batches of the engine's log into commands.
 *
 * <p>Three passes over a batch: first what tells which instance is whose, and, once that lasts, the marks; then the commands; both in
 * order within an instance and side by side between instances; at last the place in the log. A batch that breaks off, or of which the
 * memory may have lost something, is done again from its beginning, with the same idempotency keys.
 */
public final class EngineLog {
    private static final String LANE = "zeebe";

    private final InstanceMemory instances;
    private final Progress progress;
    private final InstanceBindings bindings;
    private final ParkingGroups groups;
    private final RefusedRecords refused;
    private final TaskEchoes echoes;
    private final Lanes lanes;
    private final Persistence persistence;
    private final OneHistory histories;
    private final DataKeys dataKeys = new DataKeys();

    /** The log, and where its commands go, those that are refused too. */
    public EngineLog(
            InstanceMemory instances,
            Progress progress,
            InstanceBindings bindings,
            ParkingGroups groups,
            RefusedRecords refused,
            TaskEchoes echoes,
            Lanes lanes,
            Persistence persistence) {
        this.instances = instances;
        this.progress = progress;
        this.bindings = bindings;
        this.groups = groups;
        this.refused = refused;
        this.echoes = echoes;
        this.lanes = lanes;
        this.persistence = persistence;
        this.histories = new OneHistory(progress.history(), persistence);
    }

    /**
     * Returns once every record, in order, has had its effect or is told as refused, and that lasts.
     *
     * @param records asked for at each attempt; there once the memory is whole
     */
    public void apply(Supplier<List<EngineRecord>> records) {
        histories.within(LANE, history -> applied(history, records.get()));
    }

    private boolean applied(String history, List<EngineRecord> records) {
        Map<Integer, EnginePosition> reached = new LinkedHashMap<>();
        List<EngineRecord> fresh = new ArrayList<>();
        AtomicReference<ParkingGroups.Batch> ways = new AtomicReference<>();
        persistence.until(LANE, "progress", () -> {
            ways.set(groups.look());
            reached.clear();
            fresh.clear();
            records.stream().filter(record -> isNew(record, reached)).forEach(fresh::add);
        });
        Known known = new Known(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet());
        for (Map<String, List<EngineRecord>> sideBySide :
                Sections.of(fresh, EngineLog::instance, EngineLog::standsAlone)) {
            lanes.run("bindings", notes(sideBySide, known));
        }
        if (!noteMarks(history, fresh)) {
            return false;
        }
        lanes.run("commands", commands(fresh, known, ways.get()));
        if (!histories.lasts(LANE, history)) {
            return false;
        }
        persistence.until(LANE, "progress", () -> reached.forEach(progress::handledUpTo));
        return true;
    }

    /** Who waits for a mark relies on what was noted before it. False if some of that may be gone. */
    private boolean noteMarks(String history, List<EngineRecord> records) {
        List<EngineRecord> marks =
                records.stream().filter(InstanceBindings::isMark).toList();
        if (marks.isEmpty()) {
            return true;
        }
        if (!histories.lasts(LANE, history)) {
            return false;
        }
        persistence.until(LANE, "marks", () -> marks.forEach(bindings::passed));
        return true;
    }

    /**
     * A record is a repetition if the log had been read beyond it. The time tells a repetition from an engine that was set
     * up anew and counts from the beginning.
     */
    private boolean isNew(EngineRecord record, Map<Integer, EnginePosition> reached) {
        EnginePosition last = reached.computeIfAbsent(record.partition(), progress::enginePosition);
        if (record.position() <= last.position() && !record.time().isAfter(last.time())) {
            return false;
        }
        reached.put(record.partition(), new EnginePosition(record.position(), record.time()));
        return true;
    }

    private static String instance(EngineRecord record) {
        return Long.toString(record.processInstanceKey());
    }

    /** A message, as a mark is one, belongs to no instance, and a called process is known by its caller. */
    private static boolean standsAlone(EngineRecord record) {
        return record.processInstanceKey() <= 0 || (record.callerKey() > 0 && record.isOfProcess());
    }

    /** Notes what the records tell, and then looks whose the instances are, and what of it is our own doing. */
    private Map<String, List<Lanes.Step>> notes(Map<String, List<EngineRecord>> sideBySide, Known known) {
        Map<String, List<Lanes.Step>> steps = new LinkedHashMap<>();
        sideBySide.forEach((instance, records) -> {
            List<Lanes.Step> own = new ArrayList<>();
            records.forEach(record ->
                    own.add(new Lanes.Step(record.kind(), () -> bindings.note(record, known.instances()))));
            long key = records.getFirst().processInstanceKey();
            if (key > 0) {
                own.add(new Lanes.Step("lookup", () -> {
                    if (!known.instances().containsKey(key)) {
                        instances
                                .instance(key)
                                .ifPresent(binding -> known.instances().put(key, binding));
                    }
                }));
                if (records.stream().anyMatch(StepBatch::isBegunByMessage)) {
                    own.add(new Lanes.Step(
                            "begin",
                            () -> bindings.beginOf(key)
                                    .ifPresent(message -> known.begins().put(key, message))));
                }
                records.stream()
                        .filter(TaskEchoes::isPossible)
                        .forEach(record -> own.add(new Lanes.Step("echo", () -> look(record, known))));
            }
            steps.put(instance, own);
        });
        return steps;
    }

    private void look(EngineRecord record, Known known) {
        Binding binding = known.instances().get(record.processInstanceKey());
        if (binding != null && echoes.isEcho(binding.instance(), record)) {
            known.echoes().add(record.id());
        }
    }

    private Map<String, List<Lanes.Step>> commands(List<EngineRecord> records, Known known, ParkingGroups.Batch ways) {
        Chains chains = new Chains(ways, new LinkedHashMap<>());
        StepBatch batch = new StepBatch(dataKeys, known.begins());
        for (EngineRecord record : records) {
            Binding binding = known.instances().get(record.processInstanceKey());
            if (binding != null && !known.echoes().contains(record.id())) {
                take(binding, record, batch, chains);
            }
        }
        batch.instances()
                .forEach(instance -> batch.take(instance).ifPresent(command -> add(chains, instance, command)));
        Map<String, List<Lanes.Step>> steps = new LinkedHashMap<>();
        chains.byInstance().forEach((instance, chain) -> steps.put(instance, chain.steps()));
        return steps;
    }

    /** Steps are told together; before the instance is told to be over they must be told. */
    private void take(Binding binding, EngineRecord record, StepBatch batch, Chains chains) {
        InstanceRef instance = binding.instance();
        if (batch.add(binding, record)) {
            batch.full(instance).ifPresent(command -> add(chains, instance, command));
            return;
        }
        commandFor(binding, record).ifPresent(command -> {
            if (InstanceCommands.isEnd(record)) {
                batch.take(instance).ifPresent(before -> add(chains, instance, before));
            }
            add(chains, instance, command);
        });
    }

    private void add(Chains chains, InstanceRef instance, BridgeCommand command) {
        chains.byInstance()
                .computeIfAbsent(
                        instance.key(),
                        key -> new CommandChain(instance, chains.ways().of(instance), refused))
                .add(command);
    }

    private static Optional<BridgeCommand> commandFor(Binding binding, EngineRecord record) {
        return UserTaskCommands.of(binding.instance(), record)
                .or(() -> IncidentCommands.of(binding.instance(), record))
                .or(() -> binding.called() ? Optional.empty() : InstanceCommands.of(binding.instance(), record));
    }

    /**
     * What is known of a batch before its commands.
     *
     * @param instances whose the instances of the engine are, by their keys
     * @param begins what message they began with, by their keys, of those whose start event is in the batch
     * @param echoes ids of the records that tell what we have told the engine
     */
    private record Known(Map<Long, Binding> instances, Map<Long, BeginMessage> begins, Set<String> echoes) {}

    /**
     * The commands of a batch.
     *
     * @param ways how they go out
     * @param byInstance those about each instance, in order
     */
    private record Chains(ParkingGroups.Batch ways, Map<String, CommandChain> byInstance) {}
}
