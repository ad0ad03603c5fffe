package io.docket.notification.bench;

import java.util.HashMap;
import java.util.Map;

/** Flags of a command line, {@code --name=value}. */
final class Flags {
    private final Map<String, String> values = new HashMap<>();

    Flags(String[] arguments) {
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("not --name=value: " + argument);
            }
            values.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        return values.containsKey(name) ? Integer.parseInt(values.get(name)) : otherwise;
    }
}
