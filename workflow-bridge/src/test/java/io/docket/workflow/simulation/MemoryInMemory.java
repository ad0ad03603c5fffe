package io.docket.workflow.simulation;

import io.docket.workflow.definition.DefinitionMemory;
import io.docket.workflow.definition.KnownDefinition;
import io.docket.workflow.memory.Claim;
import io.docket.workflow.memory.EventProgress;
import io.docket.workflow.memory.InstanceMemory;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.memory.Need;
import io.docket.workflow.memory.Needs;
import io.docket.workflow.memory.Parking;
import io.docket.workflow.memory.Progress;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.start.ParkedStart;
import io.docket.workflow.start.StartRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The bridge's memory without Redis; it survives the bridge, and can be lost as a whole, or go on in a replica that lacks what nobody
 * has waited for.
 */
public final class MemoryInMemory extends TasksInMemory
        implements InstanceMemory, DefinitionMemory, Parking, Progress, Needs {
    private final Replica replica = new Replica();
    private final HistoryInMemory history = new HistoryInMemory(replica);
    private final Map<String, Instant> intents = new HashMap<>();
    private final Set<String> abandoned = new HashSet<>();
    private final Map<String, Long> bound = new HashMap<>();
    private final Map<Long, Binding> bindings = new HashMap<>();
    private final Map<InstanceRef, StartRequest> parked = new LinkedHashMap<>();
    private final ProgressInMemory events;
    private final ProgressInMemory interim;
    private final Map<Integer, EnginePosition> positions = new HashMap<>();
    private final Map<String, Set<Integer>> fences = new HashMap<>();
    private final Set<String> kept = new HashSet<>();
    private final Map<String, Long> migrated = new HashMap<>();
    private final Map<String, KnownDefinition> definitions = new HashMap<>();
    private long engineBegin;
    private final Map<String, Need> needs = new HashMap<>();
    private Runnable alongside = () -> {};

    public MemoryInMemory(Steps steps) {
        super(steps);
        this.events = new ProgressInMemory(steps, history, replica);
        this.interim = new ProgressInMemory(steps, history, replica);
        replica.of(intents, bound, bindings, parked, positions, fences, migrated, definitions, needs);
        tasks().forEach(replica::of);
    }

    /** The replica has this too. */
    void replicates(Map<?, ?> other) {
        replica.of(other);
    }

    @Override
    public HistoryInMemory history() {
        return history;
    }

    /** Answered only by the master that took it, once the replica has it. */
    private <T> T kept(Supplier<T> write) {
        String master = history.current();
        T answer = steps.take(write);
        if (!history.holds(master)) {
            throw new Unavailable("the master is gone", null);
        }
        return answer;
    }

    /** This is gone whenever everything is. */
    public void losesToo(Runnable loss) {
        alongside = loss;
    }

    /** Everything is gone. */
    public synchronized void lose() {
        loseEngine();
        interim.lose();
        replica.catchUp();
    }

    private void loseEngine() {
        abandoned.clear();
        List.of(intents, bound, bindings, parked, positions, fences, migrated, definitions, needs)
                .forEach(Map::clear);
        tasks().forEach(Map::clear);
        kept.clear();
        alongside.run();
        engineBegin = 0;
        events.lose();
    }

    @Override
    public synchronized Claim claim(InstanceRef instance, Instant now) {
        return kept(() -> {
            Long key = bound.get(instance.key());
            if (key != null) {
                return new Claim.Bound(key);
            }
            Instant before = intents.putIfAbsent(instance.key(), now);
            return before == null ? new Claim.Fresh() : new Claim.InDoubt(before);
        });
    }

    @Override
    public synchronized boolean renew(InstanceRef instance, Instant seen, Instant now) {
        return kept(() -> !bound.containsKey(instance.key()) && intents.replace(instance.key(), seen, now));
    }

    @Override
    public synchronized void release(InstanceRef instance) {
        steps.take(() -> {
            intents.remove(instance.key());
        });
    }

    @Override
    public synchronized boolean isClaimed(InstanceRef instance) {
        return intents.containsKey(instance.key());
    }

    @Override
    public synchronized void abandoned(InstanceRef instance) {
        steps.take(() -> {
            abandoned.add(instance.key());
        });
    }

    @Override
    public synchronized boolean isAbandoned(InstanceRef instance) {
        return abandoned.contains(instance.key());
    }

    @Override
    public synchronized long bind(InstanceRef instance, long engineKey) {
        return steps.take(() -> {
            Long first = bound.putIfAbsent(instance.key(), engineKey);
            if (first != null && first != engineKey) {
                return first;
            }
            intents.remove(instance.key());
            bindings.put(engineKey, new Binding(instance, null));
            return engineKey;
        });
    }

    @Override
    public synchronized OptionalLong engineKey(InstanceRef instance) {
        Long key = bound.get(instance.key());
        return key == null ? OptionalLong.empty() : OptionalLong.of(key);
    }

    @Override
    public synchronized Optional<Binding> instance(long engineKey) {
        return Optional.ofNullable(bindings.get(engineKey));
    }

    @Override
    public synchronized void adopt(long calledKey, long callerKey, String processId) {
        Binding caller = bindings.get(callerKey);
        if (caller != null) {
            bindings.put(calledKey, new Binding(caller.instance(), processId));
        }
    }

    @Override
    public void calledEnded(long calledKey) {}

    @Override
    public void ended(InstanceRef instance) {}

    @Override
    public synchronized void migrated(InstanceRef instance, long definitionKey) {
        migrated.put(instance.key(), definitionKey);
    }

    @Override
    public synchronized OptionalLong definitionKey(InstanceRef instance) {
        Long key = migrated.get(instance.key());
        return key == null ? OptionalLong.empty() : OptionalLong.of(key);
    }

    /** True if anything is known of the instance. */
    public synchronized boolean isKnown(InstanceRef instance) {
        return bound.containsKey(instance.key())
                || intents.containsKey(instance.key())
                || kept.contains(instance.key())
                || parked.containsKey(instance);
    }

    @Override
    public synchronized void forget(InstanceRef instance) {
        kept.add(instance.key());
        Long key = bound.remove(instance.key());
        intents.remove(instance.key());
        abandoned.remove(instance.key());
        if (key != null) {
            bindings.remove(key);
        }
    }

    @Override
    public synchronized void note(String tenant, String processId, long version, KnownDefinition definition) {
        steps.take(() -> {
            definitions.put(tenant + "/" + processId + "/" + version, definition);
        });
    }

    @Override
    public synchronized Set<String> tenants() {
        return definitions.keySet().stream()
                .map(key -> key.substring(0, key.indexOf('/')))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public synchronized Optional<KnownDefinition> find(String tenant, String processId, long version) {
        return Optional.ofNullable(definitions.get(tenant + "/" + processId + "/" + version));
    }

    @Override
    public synchronized long size() {
        return parked.size();
    }

    @Override
    public void forEach(Consumer<ParkedStart> reader) {
        requests()
                .forEach(request ->
                        reader.accept(new ParkedStart(request.instance(), request.processId(), request.origin())));
    }

    private synchronized List<StartRequest> requests() {
        return List.copyOf(parked.values());
    }

    @Override
    public synchronized void forgetAll() {
        steps.take(this::loseEngine);
    }

    @Override
    public synchronized void engineBegins(long offset) {
        steps.take(() -> {
            engineBegin = offset;
        });
    }

    @Override
    public synchronized long engineBegin() {
        return engineBegin;
    }

    @Override
    public synchronized void park(StartRequest request) {
        steps.take(() -> {
            parked.put(request.instance(), request);
        });
    }

    @Override
    public synchronized boolean isParked(InstanceRef instance) {
        return parked.containsKey(instance);
    }

    @Override
    public synchronized void unpark(InstanceRef instance) {
        steps.take(() -> {
            parked.remove(instance);
        });
    }

    @Override
    public void takeWhile(String tenant, String processId, Predicate<StartRequest> reader) {
        requests().stream()
                .filter(request -> request.instance().tenant().equals(tenant)
                        && request.processId().equals(processId))
                .filter(request -> isParked(request.instance()))
                .allMatch(reader);
    }

    @Override
    public EventProgress interim() {
        return interim;
    }

    @Override
    public OptionalLong nextOffset(int partition) {
        return events.nextOffset(partition);
    }

    @Override
    public void handledBefore(int partition, long offset) {
        events.handledBefore(partition, offset);
    }

    @Override
    public void handled(int partition, Set<Long> offsets) {
        events.handled(partition, offsets);
    }

    @Override
    public Set<Long> handled(int partition) {
        return events.handled(partition);
    }

    @Override
    public synchronized EnginePosition enginePosition(int enginePartition) {
        return positions.getOrDefault(enginePartition, EnginePosition.START);
    }

    @Override
    public synchronized void handledUpTo(int enginePartition, EnginePosition position) {
        steps.take(() -> {
            positions.put(enginePartition, position);
        });
    }

    @Override
    public synchronized void fencePassed(String id, int enginePartition) {
        fences.computeIfAbsent(id, key -> new HashSet<>()).add(enginePartition);
    }

    @Override
    public synchronized Set<Integer> fencesPassed(String id) {
        return Set.copyOf(fences.getOrDefault(id, Set.of()));
    }

    @Override
    public boolean isWhole() {
        return events.isWhole();
    }

    @Override
    public void markWhole() {
        events.markWhole();
    }

    @Override
    public synchronized void note(String tenant, String processId, Need need) {
        needs.put(tenant + "/" + processId, need);
    }

    @Override
    public synchronized Need of(String tenant, String processId) {
        return needs.getOrDefault(tenant + "/" + processId, Need.NOTHING);
    }
}
