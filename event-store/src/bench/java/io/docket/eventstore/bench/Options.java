package io.docket.eventstore.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What was asked for on the command line: names of benchmarks, and {@code --name=value}.
 *
 * @param names benchmarks to run, in this order
 * @param values the rest
 */
public record Options(List<String> names, Map<String, String> values) {
    static Options of(String... arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String argument : arguments) {
            if (argument.startsWith("--")) {
                String[] parts = argument.substring(2).split("=", 2);
                values.put(parts[0], parts.length == 1 ? "true" : parts[1]);
            }
        }
        List<String> names =
                Stream.of(arguments).filter(argument -> !argument.startsWith("--")).toList();
        return new Options(names, values);
    }

    public Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(number(name, otherwise));
    }

    public int number(String name, int otherwise) {
        String value = values.get(name);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    public List<Integer> numbers(String name, List<Integer> otherwise) {
        String value = values.get(name);
        return value == null
                ? otherwise
                : Stream.of(value.split(",")).map(Integer::parseInt).toList();
    }

    public boolean is(String name) {
        return Boolean.parseBoolean(values.getOrDefault(name, "false"));
    }

    Path path(String name, String otherwise) {
        return Path.of(values.getOrDefault(name, otherwise)).toAbsolutePath();
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }
}
