package io.docket.local.address;

import io.docket.local.UserError;
import java.util.EnumMap;
import java.util.Map;

/**
 * The port numbers of one stack: {@code DOCKET_PORT_<NAME>} if set, else the default shifted by
 * {@code DOCKET_PORT_OFFSET}.
 */
public final class Ports {
    static final String OFFSET = "DOCKET_PORT_OFFSET";
    private static final int HIGHEST = 65_535;

    private final Map<Port, Integer> numbers = new EnumMap<>(Port.class);

    private Ports() {}

    /** The ports as the environment wants them. Throws {@link UserError} for what is not a port or is given twice. */
    public static Ports from(Map<String, String> environment) {
        Ports ports = new Ports();
        int offset = number(OFFSET, environment.getOrDefault(OFFSET, "0"), 0);
        for (Port port : Port.values()) {
            String given = environment.get(port.variable());
            int number = given == null
                    ? number(OFFSET, Integer.toString(port.defaultNumber() + offset), 1)
                    : number(port.variable(), given, 1);
            ports.numbers.forEach((other, taken) -> {
                if (taken == number) {
                    throw new UserError("%s and %s are both %d: set %s or %s"
                            .formatted(other, port, number, other.variable(), port.variable()));
                }
            });
            ports.numbers.put(port, number);
        }
        return ports;
    }

    public int number(Port port) {
        return numbers.get(port);
    }

    private static int number(String variable, String text, int lowest) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= lowest && number <= HIGHEST) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new UserError("%s=%s is not a number".formatted(variable, text));
        }
        throw new UserError("%s=%s is not between %d and %d".formatted(variable, text, lowest, HIGHEST));
    }
}
