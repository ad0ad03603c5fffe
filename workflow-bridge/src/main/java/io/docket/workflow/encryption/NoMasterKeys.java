package io.docket.workflow.encryption;

import io.docket.workflow.retry.Unavailable;
import java.util.Set;

/** Stands in until master keys are configured: nothing can be sealed or opened. */
public final class NoMasterKeys implements MasterKeys {
    @Override
    public String currentId() {
        throw missing();
    }

    @Override
    public Set<String> ids() {
        return Set.of();
    }

    @Override
    public WrappedKey wrap(String tenant, byte[] dataKey) {
        throw missing();
    }

    @Override
    public byte[] unwrap(String tenant, WrappedKey wrapped) {
        throw missing();
    }

    private static Unavailable missing() {
        return new Unavailable("no master key is configured", null);
    }
}
