package io.docket.eventstore.faults.instance;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the instances say by themselves: their tenures, and appends that got no answer within the limit. */
public final class Reports {
    private final Queue<Tenure> tenures = new ConcurrentLinkedQueue<>();
    private final Queue<String> overdue = new ConcurrentLinkedQueue<>();

    void heard(String instance, String line) {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "TENURE" ->
                tenures.add(new Tenure(
                        instance, Integer.parseInt(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3])));
            case "OVERDUE" -> overdue.add(instance + " " + line);
            default -> {}
        }
    }

    public List<Tenure> tenures() {
        return List.copyOf(tenures);
    }

    public List<String> overdue() {
        return List.copyOf(overdue);
    }
}
