package io.docket.workflow.engine;

import io.docket.workflow.retry.Refused;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How names of a tenant are told apart in the engine, which knows no tenants: {@code <tenant>.<name>}, with each dot of
 * the tenant doubled so that no two tenants can mean the same name.
 */
public final class EngineNames {
    private static final Pattern TENANT = Pattern.compile("[A-Za-z_][A-Za-z0-9._-]{0,99}");

    private static final Pattern SCOPED = Pattern.compile("((?:[^.]|\\.\\.)+?)\\.(?!\\.)(.+)");
    private static final String BUILT_IN = "docket-";

    private EngineNames() {}

    /** The name in the engine. Refused for a tenant that cannot begin an XML name. */
    public static String scoped(String tenant, String name) {
        return prefix(tenant) + name;
    }

    /** The tenant and its own name behind a name of the engine; empty if it is not one of a tenant's. */
    public static Optional<Owned> parse(String scoped) {
        Matcher parts = SCOPED.matcher(scoped);
        return parts.matches()
                ? Optional.of(new Owned(parts.group(1).replace("..", "."), parts.group(2)))
                : Optional.empty();
    }

    /**
     * A name and whose it is.
     *
     * @param tenant owner
     * @param name the name as the tenant knows it
     */
    public record Owned(String tenant, String name) {}

    /** What every name of the tenant begins with. */
    public static String prefix(String tenant) {
        if (!TENANT.matcher(tenant).matches()) {
            throw new Refused("tenant-name", "tenant " + tenant + " is not " + TENANT.pattern());
        }
        return tenant.replace(".", "..") + ".";
    }

    /**
     * The tenant whose process it is. Nobody else can have given it the name: what a tenant deploys is scoped.
     *
     * @param processId id of the process in the engine
     */
    public static String tenantOf(String processId) {
        StringBuilder tenant = new StringBuilder();
        for (int at = 0; at < processId.length(); at++) {
            char next = processId.charAt(at);
            if (next == '.') {
                at++;
                if (at == processId.length() || processId.charAt(at) != '.') {
                    return tenant.toString();
                }
            }
            tenant.append(next);
        }
        throw new Refused("tenant-name", "process " + processId + " belongs to no tenant");
    }

    /** True for a process of the platform itself: the name of a tenant's process has a dot after the tenant. */
    public static boolean isBuiltIn(String processId) {
        return processId.startsWith(BUILT_IN) && processId.indexOf('.') < 0;
    }
}
