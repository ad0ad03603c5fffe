package io.docket.workflow.interim;

import io.docket.workflow.encryption.Vault;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.removal.RemovalQueue;
import io.docket.workflow.removal.RemovalQueue.Standing;
import io.docket.workflow.retry.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Interim data without Redis; what it holds can be seen and altered, and it can be away. */
public final class StoreInMemory implements InterimStore {
    public final Map<String, Map<String, String>> values = new LinkedHashMap<>();
    public final Map<String, InstanceRef> owners = new LinkedHashMap<>();
    public final Map<String, Instant> unbound = new LinkedHashMap<>();
    public volatile boolean away;

    private final Map<String, Taken> takers = new LinkedHashMap<>();
    private final Map<String, Instant> firstPut = new LinkedHashMap<>();
    private final RemovalQueue queue;
    private final InstantSource clock;

    public StoreInMemory(RemovalQueue queue, InstantSource clock) {
        this.queue = queue;
        this.clock = clock;
    }

    private void here() {
        if (away) {
            throw new Unavailable("the store is away", null);
        }
    }

    private boolean isForeign(String tenant, String key) {
        return values.containsKey(key)
                && !values.get(key).getOrDefault("data", "").startsWith(Vault.prefix(tenant));
    }

    @Override
    public synchronized Outcome put(InstanceRef instance, String key, Map<String, String> fields) {
        here();
        if (queue.standing(instance) != Standing.ACTIVE) {
            return Outcome.ENDED;
        }
        if (isForeign(instance.tenant(), key)) {
            return Outcome.FOREIGN;
        }
        values.put(key, new LinkedHashMap<>(fields));
        firstPut.putIfAbsent(key, clock.instant());
        owners.put(key, instance);
        return Outcome.DONE;
    }

    @Override
    public synchronized Outcome putNew(InstanceRef instance, String key, Map<String, String> fields) {
        return values.containsKey(key) ? Outcome.TAKEN : put(instance, key, fields);
    }

    @Override
    public synchronized Outcome putUnbound(String tenant, String key, Map<String, String> fields, Duration life) {
        here();
        if (values.putIfAbsent(key, new LinkedHashMap<>(fields)) != null) {
            return Outcome.TAKEN;
        }
        firstPut.putIfAbsent(key, clock.instant());
        unbound.put(key, clock.instant().plus(life));
        return Outcome.DONE;
    }

    @Override
    public synchronized Outcome reserve(String tenant, String key, String taker, Duration time) {
        return take(tenant, key, taker, time, false);
    }

    @Override
    public synchronized Outcome take(String tenant, String key, String taker, Duration time) {
        return take(tenant, key, taker, time, true);
    }

    private Outcome take(String tenant, String key, String taker, Duration time, boolean forGood) {
        here();
        if (!values.containsKey(key)) {
            return Outcome.GONE;
        }
        if (isForeign(tenant, key)) {
            return Outcome.FOREIGN;
        }
        Optional<Taken> before = Optional.ofNullable(takers.get(key))
                .filter(taken -> taken.until().isAfter(clock.instant()));
        Optional<Taken> own = before.filter(taken -> taken.taker().equals(taker));
        if (own.isEmpty()) {
            if (!unbound.containsKey(key) || before.map(Taken::forGood).orElse(false)) {
                return Outcome.TAKEN;
            }
            if (before.isPresent() && !forGood) {
                throw new Reserved(key);
            }
        }
        Instant until = clock.instant().plus(time);
        takers.put(
                key,
                new Taken(
                        taker,
                        own.map(Taken::until).filter(until::isBefore).orElse(until),
                        forGood || own.map(Taken::forGood).orElse(false)));
        return Outcome.DONE;
    }

    private record Taken(String taker, Instant until, boolean forGood) {}

    @Override
    public synchronized Outcome extend(String tenant, String key, Instant until) {
        here();
        if (!values.containsKey(key)) {
            return Outcome.GONE;
        }
        if (isForeign(tenant, key)) {
            return Outcome.FOREIGN;
        }
        unbound.computeIfPresent(key, (same, over) -> over.isBefore(until) ? until : over);
        return Outcome.DONE;
    }

    @Override
    public synchronized Outcome bind(InstanceRef instance, String key) {
        here();
        if (!values.containsKey(key)) {
            return Outcome.GONE;
        }
        if (isForeign(instance.tenant(), key)) {
            return Outcome.FOREIGN;
        }
        if (!owners.getOrDefault(key, instance).equals(instance)) {
            return Outcome.TAKEN;
        }
        owners.put(key, instance);
        unbound.remove(key);
        return queue.standing(instance) == Standing.ACTIVE ? Outcome.DONE : Outcome.ENDED;
    }

    @Override
    public synchronized void release(InstanceRef instance, Duration life) {
        here();
        owners.entrySet().stream()
                .filter(owner -> owner.getValue().equals(instance))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(key -> {
                    owners.remove(key);
                    unbound.put(key, clock.instant().plus(life));
                });
    }

    @Override
    public synchronized Map<String, String> get(String key) {
        here();
        return Map.copyOf(values.getOrDefault(key, Map.of()));
    }

    @Override
    public synchronized boolean reseal(String key, String field, String before, String after) {
        here();
        return values.getOrDefault(key, new LinkedHashMap<>()).replace(field, before, after);
    }

    @Override
    public synchronized boolean isUnbound(String key) {
        return unbound.containsKey(key);
    }

    @Override
    public synchronized Optional<InstanceRef> ownerOf(String key) {
        return Optional.ofNullable(owners.get(key));
    }

    @Override
    public synchronized int remove(InstanceRef instance) {
        here();
        List<String> keys = owners.entrySet().stream()
                .filter(owner -> owner.getValue().equals(instance))
                .map(Map.Entry::getKey)
                .toList();
        keys.forEach(values::remove);
        keys.forEach(owners::remove);
        return keys.size();
    }

    @Override
    public synchronized List<Expired> removeUnbound(Instant before, int limit) {
        here();
        List<String> keys = unbound.entrySet().stream()
                .filter(life -> !life.getValue().isAfter(before))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
        keys.forEach(unbound::remove);
        return keys.stream()
                .map(key -> new Expired(
                        key,
                        Optional.ofNullable(values.remove(key))
                                .flatMap(fields -> Vault.tenantBefore(fields.getOrDefault("data", "")))
                                .orElse(null)))
                .toList();
    }

    @Override
    public synchronized void adopt(String key, Optional<InstanceRef> owner, Duration life) {
        if (owner.isPresent()) {
            owners.put(key, owner.get());
        } else {
            unbound.put(key, clock.instant().plus(life));
        }
    }

    @Override
    public synchronized List<Optional<InstanceRef>> pruneIndex(String processInstanceId) {
        List<String> gone = owners.entrySet().stream()
                .filter(owner -> owner.getValue().processInstanceId().equals(processInstanceId))
                .map(Map.Entry::getKey)
                .filter(key -> !values.containsKey(key))
                .toList();
        return gone.stream().map(key -> Optional.ofNullable(owners.remove(key))).toList();
    }

    @Override
    public synchronized Page scan(String cursor) {
        here();
        Stream<String> indexes = owners.values().stream()
                .map(owner -> InterimKeys.index(owner.processInstanceId()))
                .distinct();
        return new Page(Stream.concat(values.keySet().stream(), indexes).toList(), "0");
    }

    @Override
    public synchronized Totals totals() {
        firstPut.keySet().retainAll(values.keySet());
        int bytes = values.values().stream()
                .flatMap(fields -> fields.values().stream())
                .mapToInt(String::length)
                .sum();
        return new Totals(
                values.size(), unbound.size(), bytes, firstPut.values().stream().min(Comparator.naturalOrder()));
    }
}
