package io.docket.workflow.encryption;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The wrapped data keys of all tenants. An id is never used twice, so that a key that was restored keeps its values. */
public interface DataKeyStore {
    /** Id of the key that seals from now on. */
    Optional<String> currentId(String tenant);

    /** The key of that id. */
    Optional<WrappedKey> find(String tenant, String id);

    /** Every key of the tenant by its id. */
    Map<String, WrappedKey> all(String tenant);

    /** Adds a key and makes it the current one, unless another than {@code replaced} is. */
    boolean add(String tenant, String id, WrappedKey key, @Nullable String replaced);

    /** Adds a key that was kept elsewhere; current only if the tenant has none. False if the id is taken. */
    boolean restore(String tenant, String id, WrappedKey key);

    /** Replaces how a key is wrapped, unless that has changed meanwhile. */
    boolean rewrap(String tenant, String id, WrappedKey before, WrappedKey after);

    /** Tenants that have keys. */
    Set<String> tenants();
}
