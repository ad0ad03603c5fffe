package io.docket.workflow.encryption;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;

/** Vaults over keys of their own. */
public final class Vaults {
    /** A master key that exists for tests alone. */
    public static final String MASTER = "m1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    /** Another one. */
    public static final String SECOND_MASTER = "m2:MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTI=";

    /** And a third. */
    public static final String THIRD_MASTER = "m3:OTg3NjU0MzIxMDk4NzY1NDMyMTA5ODc2NTQzMjEwOTg=";

    private Vaults() {}

    public static DataKeys keys(DataKeyStore store, InstantSource clock) {
        return new DataKeys(store, LocalMasterKeys.of(MASTER), clock);
    }

    public static Vault over(DataKeys keys) {
        return over(keys, new SimpleMeterRegistry());
    }

    public static Vault over(DataKeys keys, MeterRegistry meters) {
        return new Vault(keys, new EncryptionMetrics(meters));
    }

    public static Vault fresh() {
        return over(keys(new KeysInMemory(), InstantSource.system()));
    }
}
