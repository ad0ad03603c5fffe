package io.docket.workflow.memory;

import io.docket.contracts.id.EntityId;
import org.jspecify.annotations.Nullable;

/**
 * A process instance as the platform knows it.
 *
 * @param tenant owner
 * @param processInstanceId id, unique in the tenant
 */
public record InstanceRef(String tenant, String processInstanceId) {
    /** Unique over all tenants: tenants have no slash. */
    public String key() {
        return tenant + "/" + processInstanceId;
    }

    /** The instance behind such a key. */
    public static InstanceRef parse(String key) {
        int slash = key.indexOf('/');
        return new InstanceRef(key.substring(0, slash), key.substring(slash + 1));
    }

    /** The case that it belongs to: the root of its id, unless it is its own root. */
    public @Nullable String caseId() {
        String root = EntityId.rootOf(processInstanceId);
        return root.equals(processInstanceId) ? null : root;
    }
}
