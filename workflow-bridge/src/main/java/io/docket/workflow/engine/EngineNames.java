package io.docket.workflow.engine;

import io.docket.workflow.retry.Refused;
import java.util.regex.Pattern;

/**
 * How names of a tenant are told apart in the engine, which knows no tenants: {@code <tenant>.<name>}, with each dot of
 * the tenant doubled so that no two tenants can mean the same name.
 */
public final class EngineNames {
    private static final Pattern TENANT = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]{0,99}");

    private EngineNames() {}

    /** The name in the engine. Refused for a tenant that cannot begin an XML name. */
    public static String scoped(String tenant, String name) {
        return prefix(tenant) + name;
    }

    /** What every name of the tenant begins with. */
    public static String prefix(String tenant) {
        if (!TENANT.matcher(tenant).matches()) {
            throw new Refused("tenant-name", "tenant " + tenant + " is not " + TENANT.pattern());
        }
        return tenant.replace(".", "..") + ".";
    }
}
