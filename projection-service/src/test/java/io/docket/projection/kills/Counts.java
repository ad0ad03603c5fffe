package io.docket.projection.kills;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Counters by name: {@code <group>:<segment>/<segment>}, the segments written as in a URL. */
final class Counts {
    private final Map<String, Long> counts = new TreeMap<>();

    /** One more. */
    Counts one(String group, Object... path) {
        return many(1, group, path);
    }

    /** So many more. */
    Counts many(Object count, String group, Object... path) {
        StringBuilder name = new StringBuilder(group);
        for (int i = 0; i < path.length; i++) {
            name.append(i == 0 ? ':' : '/').append(URLEncoder.encode(path[i].toString(), StandardCharsets.UTF_8));
        }
        counts.merge(name.toString(), ((Number) count).longValue(), Long::sum);
        return this;
    }

    Map<String, Long> all() {
        return counts;
    }
}
