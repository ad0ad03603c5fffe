package io.docket.workflow.encryption;

import java.util.Set;

/**
 * The keys that wrap data keys, as a key management service offers them: they never leave it. Each can be a remote call;
 * data keys are kept in memory once they are unwrapped.
 */
public interface MasterKeys {
    /** Id of the key that wraps from now on. */
    String currentId();

    /** Ids of the keys that unwrap now. */
    Set<String> ids();

    /** Wraps a data key of the tenant under the current key. */
    WrappedKey wrap(String tenant, byte[] dataKey);

    /**
     * The data key that was wrapped for the tenant.
     *
     * @throws Tampered if it was altered or wrapped for another tenant
     * @throws io.docket.workflow.retry.Unavailable if the key that wrapped it cannot be had now
     */
    byte[] unwrap(String tenant, WrappedKey wrapped);
}
