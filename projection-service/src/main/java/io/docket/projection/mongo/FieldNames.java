package io.docket.projection.mongo;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Names of fields that clients chose, made safe for the store: no dots, dollars or zeros, never empty. */
final class FieldNames {
    private FieldNames() {}

    /** The stored name. */
    static String escape(String name) {
        if (name.isEmpty()) {
            return "%";
        }
        if (isSafe(name)) {
            return name;
        }
        return name.replace("%", "%25").replace(".", "%2E").replace("$", "%24").replace("\0", "%00");
    }

    /** The name behind a stored one. */
    static String unescape(String stored) {
        if (stored.indexOf('%') < 0) {
            return stored;
        }
        if (stored.equals("%")) {
            return "";
        }
        return stored.replace("%00", "\0")
                .replace("%24", "$")
                .replace("%2E", ".")
                .replace("%25", "%");
    }

    /** The stored form of a path whose segments are joined by dots. */
    static String escapePath(String path) {
        return Arrays.stream(path.split("\\.", -1)).map(FieldNames::escape).collect(Collectors.joining("."));
    }

    private static boolean isSafe(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '%' || c == '.' || c == '$' || c == 0) {
                return false;
            }
        }
        return true;
    }
}
