package io.docket.eventstore;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A directory in which every partition has the owner that a test wants. */
public final class FixedOwners implements Owners {
    private volatile @Nullable String address;

    public FixedOwners(@Nullable String address) {
        this.address = address;
    }

    /** Another owner from now on. */
    public void change(@Nullable String newAddress) {
        address = newAddress;
    }

    @Override
    public Optional<Owner> ownerOf(int partition) {
        String current = address;
        return current == null
                ? Optional.empty()
                : Optional.of(new Owner(partition, "instance", current, 1, Instant.EPOCH));
    }

    @Override
    public void addListener(OwnersListener listener) {
        throw new UnsupportedOperationException("nobody listens");
    }
}
