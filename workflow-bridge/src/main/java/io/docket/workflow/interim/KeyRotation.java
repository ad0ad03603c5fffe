package io.docket.workflow.interim;

import io.docket.workflow.encryption.DataKeyLocked;
import io.docket.workflow.encryption.DataKeys;
import io.docket.workflow.encryption.Tampered;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.retry.Unavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Changes keys without a pause: new values take the new key, former ones are sealed anew one after the other. */
public final class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);

    private final DataKeys keys;
    private final Vault vault;
    private final InterimStore store;
    private final Counter resealed;
    private final MultiGauge byMaster;
    private final AtomicBoolean running = new AtomicBoolean();

    /** Rotation of these keys; counts {@code docket.interim.resealed}, and {@code docket.interim.data.keys} by master key. */
    public KeyRotation(DataKeys keys, Vault vault, InterimStore store, MeterRegistry registry) {
        this.keys = keys;
        this.vault = vault;
        this.store = store;
        this.resealed = registry.counter("docket.interim.resealed");
        this.byMaster = MultiGauge.builder("docket.interim.data.keys").register(registry);
    }

    /** Makes a new data key for the tenant and sets out to reseal. Returns its id. */
    public String rotate(String tenant) {
        String id = keys.rotate(tenant);
        LOG.infof("data key rotated tenant=%s key=%s", tenant, id);
        Thread.ofVirtual().name("reseal").start(this::resealQuietly);
        return id;
    }

    private void resealQuietly() {
        try {
            resealAll();
        } catch (Unavailable e) {
            LOG.warnf("resealing broke off, the next sweep goes on error=\"%s\"", e.getMessage());
        }
    }

    /** Counts the data keys that each master key wraps: one that wraps none can be taken away. */
    public void countKeys() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        keys.countByMaster().forEach((master, count) -> rows.add(MultiGauge.Row.of(Tags.of("master", master), count)));
        byMaster.register(rows, true);
    }

    /**
     * Wraps data keys with the current master key, and seals values with their tenant's current key, where that is not so. What
     * does not unwrap or open is left as it is, with a line in the log, and holds up no other.
     */
    public void resealAll() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            keys.rewrapAll();
            Set<String> locked = new HashSet<>();
            String cursor = "0";
            do {
                InterimStore.Page page = store.scan(cursor);
                page.keys().stream()
                        .filter(key -> InterimKeys.instanceOfIndex(key).isEmpty())
                        .forEach(key -> reseal(key, locked));
                cursor = page.next();
            } while (!cursor.equals("0"));
        } finally {
            running.set(false);
        }
    }

    private void reseal(String key, Set<String> locked) {
        for (Map.Entry<String, String> field : store.get(key).entrySet()) {
            try {
                reseal(key, field.getKey(), field.getValue());
            } catch (Tampered e) {
                LOG.errorf("does not open key=%s field=%s", key, field.getKey());
            } catch (DataKeyLocked e) {
                if (locked.add(e.name())) {
                    LOG.warnf("values not resealed dataKey=%s master=%s first=%s", e.name(), e.masterKeyId(), key);
                }
            }
        }
    }

    private void reseal(String key, String field, String sealed) {
        if (vault.isCurrent(sealed)) {
            return;
        }
        String tenant = Vault.tenantOf(sealed);
        byte[] plain = vault.open(tenant, key, field, sealed);
        if (store.reseal(key, field, sealed, vault.seal(tenant, key, field, plain))) {
            resealed.increment();
        }
    }
}
