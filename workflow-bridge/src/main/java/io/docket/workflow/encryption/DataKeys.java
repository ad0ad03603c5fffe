package io.docket.workflow.encryption;

import io.docket.workflow.retry.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The data keys of tenants, made when first needed. Unwrapped keys are kept in memory, the most recently used; which one is
 * current is asked anew every few seconds, as another instance may have rotated.
 */
public final class DataKeys {
    /** For how long a former key may still seal after a rotation by another instance. */
    public static final Duration CURRENT_FOR = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(DataKeys.class);
    private static final String UNREADABLE = "unreadable";
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

    /**
     * The key of that id.
     *
     * @throws DataKeyLocked if its master key cannot be had now
     */
    synchronized SecretKey key(String tenant, String id) {
        String name = tenant + "/" + id;
        SecretKey known = kept.get(name);
        if (known == null) {
            WrappedKey wrapped = store.find(tenant, id).orElseThrow(() -> new Tampered("there is no data key " + name));
            known = AesGcm.key(unwrapped(tenant, id, wrapped));
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

    /**
     * Wraps the keys of all tenants with the current master key where another one wraps them. One that does not unwrap is
     * left as it is, with a line in the log, and holds up no other. Returns how many were wrapped anew.
     */
    public int rewrapAll() {
        int rewrapped = 0;
        for (String tenant : store.tenants()) {
            try {
                rewrapped += rewrap(tenant);
            } catch (Tampered e) {
                LOG.warnf("data keys not rewrapped tenant=%s error=\"%s\"", tenant, e.getMessage());
            }
        }
        return rewrapped;
    }

    private int rewrap(String tenant) {
        int rewrapped = 0;
        for (Map.Entry<String, WrappedKey> key : store.all(tenant).entrySet()) {
            if (!key.getValue().masterKeyId().equals(masters.currentId())
                    && isRewrapped(tenant, key.getKey(), key.getValue())) {
                rewrapped++;
            }
        }
        return rewrapped;
    }

    private boolean isRewrapped(String tenant, String id, WrappedKey before) {
        try {
            return store.rewrap(tenant, id, before, masters.wrap(tenant, unwrapped(tenant, id, before)));
        } catch (DataKeyLocked | Tampered e) {
            LOG.warnf(
                    "data key not rewrapped tenant=%s key=%s master=%s error=\"%s\"",
                    tenant, id, before.masterKeyId(), e.getMessage());
            return false;
        }
    }

    /**
     * How many data keys of all tenants each master key wraps: those that can be had now, with 0 where it is none, and those
     * that data keys name. Under {@code unreadable} are tenants of whom nobody can tell.
     */
    public Map<String, Long> countByMaster() {
        Map<String, Long> counts = new TreeMap<>();
        masters.ids().forEach(id -> counts.put(id, 0L));
        for (String tenant : store.tenants()) {
            try {
                store.all(tenant).values().forEach(key -> counts.merge(key.masterKeyId(), 1L, Long::sum));
            } catch (Tampered e) {
                counts.merge(UNREADABLE, 1L, Long::sum);
            }
        }
        return counts;
    }

    private byte[] unwrapped(String tenant, String id, WrappedKey wrapped) {
        try {
            return masters.unwrap(tenant, wrapped);
        } catch (Unavailable e) {
            throw new DataKeyLocked(tenant + "/" + id, wrapped.masterKeyId(), e);
        }
    }

    private String create(String tenant, @Nullable String replaced) {
        String id = HexFormat.of().formatHex(AesGcm.random(ID_BYTES));
        boolean added = store.add(tenant, id, masters.wrap(tenant, AesGcm.randomKey()), replaced);
        return added ? id : store.currentId(tenant).orElseThrow(() -> new Tampered("data keys of " + tenant));
    }

    private record Current(String id, Instant until) {}
}
