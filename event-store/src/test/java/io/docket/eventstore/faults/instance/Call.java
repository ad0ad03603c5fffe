package io.docket.eventstore.faults.instance;

import static java.util.stream.Collectors.joining;

import io.docket.eventstore.StreamId;
import java.util.Arrays;
import java.util.List;

/**
 * One attempt to append, as it travels to an instance: {@code key attempt root account=sequence,...}. Each attempt has
 * event ids of its own, so that the log tells which of them was written.
 *
 * @param key idempotency key, the same for all attempts
 * @param attempt number of the attempt, from 1
 * @param root root of all events
 * @param events what to write; empty for a recorded rejection, which is an outcome alone
 */
public record Call(String key, int attempt, String root, List<Planned> events) {
    public static final String TENANT = "acme";
    private static final String ENTITY = "account";

    /**
     * An event to write.
     *
     * @param account the account that counts
     * @param sequence its expected version afterwards
     */
    public record Planned(String account, long sequence) {
        public String streamId() {
            return StreamId.of(TENANT, ENTITY, account);
        }
    }

    /** The same command once more. */
    public Call again() {
        return new Call(key, attempt + 1, root, events);
    }

    /** Id of an event of this attempt, by its place in it. */
    public String eventId(int index) {
        return eventId(key, attempt, index);
    }

    public static String eventId(String key, int attempt, int index) {
        return key + "." + attempt + "." + index;
    }

    public String fingerprint() {
        return "append " + key;
    }

    String line() {
        return String.join(
                " ",
                key,
                Integer.toString(attempt),
                root,
                events.stream()
                        .map(event -> event.account() + "=" + event.sequence())
                        .collect(joining(",")));
    }

    static Call parse(String line) {
        String[] parts = line.split(" ", -1);
        List<Planned> events = parts[3].isEmpty()
                ? List.of()
                : Arrays.stream(parts[3].split(","))
                        .map(event -> event.split("="))
                        .map(event -> new Planned(event[0], Long.parseLong(event[1])))
                        .toList();
        return new Call(parts[0], Integer.parseInt(parts[1]), parts[2], events);
    }
}
