package io.docket.workflow.job.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Which hosts the processes of a tenant may call: a name, or {@code *.example.com} for all names below one. */
public final class AllowList {
    private final Map<String, List<String>> hosts;

    /** Hosts by tenant; a tenant that is not there may call none. */
    public AllowList(Map<String, List<String>> hosts) {
        this.hosts = Map.copyOf(hosts);
    }

    /** True if the tenant may call the host. */
    public boolean permits(String tenant, String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return hosts.getOrDefault(tenant, List.of()).stream()
                .map(pattern -> pattern.strip().toLowerCase(Locale.ROOT))
                .anyMatch(pattern -> pattern.startsWith("*.")
                        ? name.length() > pattern.length() - 1 && name.endsWith(pattern.substring(1))
                        : name.equals(pattern));
    }
}
