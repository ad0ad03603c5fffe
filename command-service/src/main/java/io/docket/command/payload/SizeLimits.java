package io.docket.command.payload;

import java.util.Map;

/**
 * How large the payload of a command may be.
 *
 * @param defaultBytes limit of a command that is not named
 * @param bytesByCommand limits by name
 */
public record SizeLimits(int defaultBytes, Map<String, Integer> bytesByCommand) {
    public SizeLimits {
        bytesByCommand = Map.copyOf(bytesByCommand);
    }

    /** Limit of a command, in bytes. */
    public int of(String command) {
        return bytesByCommand.getOrDefault(command, defaultBytes);
    }

    /** The largest of all limits, in bytes. */
    public int largest() {
        return bytesByCommand.values().stream().reduce(defaultBytes, Math::max);
    }
}
