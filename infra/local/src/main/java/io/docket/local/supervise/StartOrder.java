package io.docket.local.supervise;

import io.docket.local.server.Server;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The order of starting and stopping that follows from who needs whom. */
final class StartOrder {
    private StartOrder() {}

    /** Layers of servers: each needs only such of earlier layers. What is needed but absent does not count. */
    static List<List<Server>> layers(Collection<Server> servers) {
        Map<String, Server> open = new HashMap<>();
        servers.forEach(server -> open.put(server.name(), server));
        List<List<Server>> layers = new ArrayList<>();
        while (!open.isEmpty()) {
            List<Server> layer = servers.stream()
                    .filter(server -> open.containsKey(server.name()))
                    .filter(server -> server.dependsOn().stream().noneMatch(open::containsKey))
                    .toList();
            if (layer.isEmpty()) {
                throw new IllegalArgumentException("servers need each other in a circle: " + open.keySet());
            }
            layer.forEach(server -> open.remove(server.name()));
            layers.add(layer);
        }
        return layers;
    }
}
