package io.docket.local.gateway;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which service answers which path: the first prefix that matches whole segments, the more specific ones first. */
final class Routes {
    private final Map<String, URI> byPrefix;
    private final Map<String, URI> services;

    private Routes(Map<String, URI> byPrefix, Map<String, URI> services) {
        this.byPrefix = byPrefix;
        this.services = services;
    }

    /** The routes to the services whose addresses the environment holds. */
    static Routes from(Map<String, String> environment) {
        Map<String, URI> services = new LinkedHashMap<>();
        services.put("command-service", URI.create(environment.get("DOCKET_COMMAND_URL")));
        services.put("projection-service", URI.create(environment.get("DOCKET_PROJECTION_URL")));
        services.put("workflow-bridge", URI.create(environment.get("DOCKET_BRIDGE_URL")));
        services.put("notification-service", URI.create(environment.get("DOCKET_NOTIFICATION_URL")));
        services.put("file-service", URI.create(environment.get("DOCKET_FILES_URL")));
        Map<String, URI> byPrefix = new LinkedHashMap<>();
        byPrefix.put("/api/commands", services.get("command-service"));
        byPrefix.put("/api/files", services.get("file-service"));
        byPrefix.put("/api/interim", services.get("workflow-bridge"));
        byPrefix.put("/api/hooks", services.get("workflow-bridge"));
        byPrefix.put("/api/events", services.get("notification-service"));
        byPrefix.put("/ws", services.get("notification-service"));
        byPrefix.put("/api", services.get("projection-service"));
        return new Routes(byPrefix, services);
    }

    /** The service for a path. */
    Optional<URI> find(String path) {
        for (Map.Entry<String, URI> route : byPrefix.entrySet()) {
            String prefix = route.getKey();
            if (path.equals(prefix) || path.startsWith(prefix + "/")) {
                return Optional.of(route.getValue());
            }
        }
        return Optional.empty();
    }

    /** Every service by name. */
    Map<String, URI> services() {
        return services;
    }
}
