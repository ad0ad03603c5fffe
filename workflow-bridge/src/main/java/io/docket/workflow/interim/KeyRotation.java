package io.docket.workflow.interim;

import io.docket.workflow.encryption.DataKeys;
import io.docket.workflow.encryption.Tampered;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.retry.Unavailable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Changes keys without a pause: new values take the new key, former ones are sealed anew one after the other. */
public final class KeyRotation {
    private static final Logger LOG = Logger.getLogger(KeyRotation.class);

    private final DataKeys keys;
    private final Vault vault;
    private final InterimStore store;
    private final Counter resealed;
    private final AtomicBoolean running = new AtomicBoolean();

    /** Rotation of these keys; counts {@code docket.interim.resealed}. */
    public KeyRotation(DataKeys keys, Vault vault, InterimStore store, MeterRegistry registry) {
        this.keys = keys;
        this.vault = vault;
        this.store = store;
        this.resealed = registry.counter("docket.interim.resealed");
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

    /** Wraps data keys with the current master key, and seals values with their tenant's current key, where that is not so. */
    public void resealAll() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            keys.rewrapAll();
            String cursor = "0";
            do {
                InterimStore.Page page = store.scan(cursor);
                page.keys().stream()
                        .filter(key -> InterimKeys.instanceOfIndex(key).isEmpty())
                        .forEach(this::reseal);
                cursor = page.next();
            } while (!cursor.equals("0"));
        } finally {
            running.set(false);
        }
    }

    private void reseal(String key) {
        for (Map.Entry<String, String> field : store.get(key).entrySet()) {
            try {
                reseal(key, field.getKey(), field.getValue());
            } catch (Tampered e) {
                LOG.errorf("does not open key=%s field=%s", key, field.getKey());
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
