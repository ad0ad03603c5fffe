package io.docket.workflow.encryption;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Data keys without Redis. */
public final class KeysInMemory implements DataKeyStore {
    private final Map<String, Map<String, WrappedKey>> keys = new LinkedHashMap<>();
    private final Map<String, String> current = new HashMap<>();

    @Override
    public Optional<String> currentId(String tenant) {
        return Optional.ofNullable(current.get(tenant));
    }

    @Override
    public Optional<WrappedKey> find(String tenant, String id) {
        return Optional.ofNullable(all(tenant).get(id));
    }

    @Override
    public Map<String, WrappedKey> all(String tenant) {
        return Map.copyOf(keys.getOrDefault(tenant, Map.of()));
    }

    @Override
    public boolean add(String tenant, String id, WrappedKey key, @Nullable String replaced) {
        if (!Objects.equals(current.get(tenant), replaced)) {
            return false;
        }
        keys.computeIfAbsent(tenant, name -> new LinkedHashMap<>()).put(id, key);
        current.put(tenant, id);
        return true;
    }

    @Override
    public boolean restore(String tenant, String id, WrappedKey key) {
        current.putIfAbsent(tenant, id);
        return keys.computeIfAbsent(tenant, name -> new LinkedHashMap<>()).putIfAbsent(id, key) == null;
    }

    @Override
    public boolean rewrap(String tenant, String id, WrappedKey before, WrappedKey after) {
        return keys.getOrDefault(tenant, new LinkedHashMap<>()).replace(id, before, after);
    }

    @Override
    public Set<String> tenants() {
        return Set.copyOf(keys.keySet());
    }
}
