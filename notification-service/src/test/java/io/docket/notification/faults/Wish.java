package io.docket.notification.faults;

import java.util.List;
import java.util.function.Predicate;

/**
 * A filter of a client and, independently of the service's code, what it means.
 *
 * @param filter the filter as JSON
 * @param meaning which events it is about
 */
record Wish(String filter, Predicate<Written> meaning) {
    /** One of a few hundred different ones, of every kind that the index knows. */
    static Wish of(int client) {
        int index = client / 5;
        return switch (client % 5) {
            case 0 -> {
                List<String> roots =
                        List.of(Load.root(index % Load.CASES), Load.root((index + 7) % Load.CASES), Load.root(59));
                yield new Wish(
                        "{\"root\":[\"" + String.join("\",\"", roots) + "\"]}", event -> roots.contains(event.root()));
            }
            case 1 -> {
                String user = Load.user(index % Load.USERS);
                yield new Wish(
                        "{\"assignee\":\"" + user + "\"}",
                        event -> event.task() && (user.equals(event.before()) || user.equals(event.after())));
            }
            case 2 ->
                new Wish(
                        "{\"type\":\"docket.task.*\",\"caseType\":\"permit\"}",
                        event -> event.task() && event.caseType().equals("permit"));
            case 3 -> {
                String beginning = Load.root(index % 10);
                String one = Load.root(index % Load.CASES);
                yield new Wish(
                        "{\"subject\":[\"case/" + beginning + "*\",\"task/" + one + "~t\"]}",
                        event -> event.task()
                                ? event.root().equals(one)
                                : event.root().startsWith(beginning));
            }
            default -> {
                String stage = Load.stage(index % Load.STAGES);
                yield new Wish("{\"data.to\":\"" + stage + "\"}", event -> stage.equals(event.to()));
            }
        };
    }
}
