package io.docket.workflow.encryption;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The data keys of tenants, made when first needed. Unwrapped keys are kept in memory, the most recently used; which one is
 * current is asked anew every few seconds, as another instance may have rotated.
 */
public final class DataKeys {
    /** For how long a former key may still seal after a rotation by another instance. */
    public static final Duration CURRENT_FOR = Duration.ofSeconds(5);

    private static final int MAX_KEPT = 1_000;
    private static final int ID_BYTES = 8;

    private final DataKeyStore store;
    private final MasterKeys masters;
    private final InstantSource clock;
    private final Map<String, SecretKey> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, SecretKey> eldest) {
            return size() > MAX_KEPT;
        }
    };
    private final Map<String, Current> current = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Current> eldest) {
            return size() > MAX_KEPT;
        }
    };

    /** Keys in the store, wrapped by the masters. */
    public DataKeys(DataKeyStore store, MasterKeys masters, InstantSource clock) {
        this.store = store;
        this.masters = masters;
        this.clock = clock;
    }

    /** Id of the key that seals for the tenant now. */
    synchronized String currentId(String tenant) {
        Current known = current.get(tenant);
        if (known != null && clock.instant().isBefore(known.until())) {
            return known.id();
        }
        String id = store.currentId(tenant).orElseGet(() -> create(tenant, null));
        current.put(tenant, new Current(id, clock.instant().plus(CURRENT_FOR)));
        return id;
    }

    /** The key of that id. */
    synchronized SecretKey key(String tenant, String id) {
        String name = tenant + "/" + id;
        SecretKey known = kept.get(name);
        if (known == null) {
            WrappedKey wrapped = store.find(tenant, id).orElseThrow(() -> new Tampered("there is no data key " + name));
            known = AesGcm.key(masters.unwrap(tenant, wrapped));
            kept.put(name, known);
        }
        return known;
    }

    /** Makes a new key that seals from now on. Returns its id; values under former keys stay readable. */
    public synchronized String rotate(String tenant) {
        current.remove(tenant);
        return create(tenant, store.currentId(tenant).orElse(null));
    }

    /**
     * Takes a key back that was kept elsewhere. False if its id is there.
     *
     * @throws Tampered if it was altered, or is another tenant's
     */
    public boolean restore(String tenant, String id, WrappedKey key) {
        AesGcm.key(masters.unwrap(tenant, key));
        return store.restore(tenant, id, key);
    }

    /** Wraps the keys of all tenants with the current master key where another one wraps them. Returns how many. */
    public int rewrapAll() {
        int rewrapped = 0;
        for (String tenant : store.tenants()) {
            for (Map.Entry<String, WrappedKey> key : store.all(tenant).entrySet()) {
                WrappedKey before = key.getValue();
                if (!before.masterKeyId().equals(masters.currentId())
                        && store.rewrap(
                                tenant, key.getKey(), before, masters.wrap(tenant, masters.unwrap(tenant, before)))) {
                    rewrapped++;
                }
            }
        }
        return rewrapped;
    }

    private String create(String tenant, @Nullable String replaced) {
        String id = HexFormat.of().formatHex(AesGcm.random(ID_BYTES));
        boolean added = store.add(tenant, id, masters.wrap(tenant, AesGcm.randomKey()), replaced);
        return added ? id : store.currentId(tenant).orElseThrow(() -> new Tampered("data keys of " + tenant));
    }

    private record Current(String id, Instant until) {}
}
