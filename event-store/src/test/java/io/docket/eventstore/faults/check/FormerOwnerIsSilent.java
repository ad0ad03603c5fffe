package io.docket.eventstore.faults.check;

import static java.util.stream.Collectors.groupingBy;

import io.docket.eventstore.faults.instance.Tenure;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * 0 zombie writes: what stands behind the beginning of a tenure was written by its owner. Of several tenures that began
 * at the same offset each owner writes at most once in a row.
 */
final class FormerOwnerIsSilent implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        Map<Integer, List<Tenure>> tenures = evidence.tenures.stream().collect(groupingBy(Tenure::partition));
        return evidence.eventsByPartition().entrySet().stream()
                .flatMap(entry -> zombies(tenures.getOrDefault(entry.getKey(), List.of()), entry.getValue()));
    }

    private static Stream<String> zombies(List<Tenure> tenures, List<Logged.Event> partition) {
        TreeMap<Long, Set<String>> owners = new TreeMap<>();
        tenures.forEach(tenure ->
                owners.computeIfAbsent(tenure.start(), start -> new HashSet<>()).add(tenure.instance()));
        Stream.Builder<String> found = Stream.builder();
        Map.Entry<Long, Set<String>> current = null;
        Set<String> finished = new HashSet<>();
        String writing = null;
        for (Logged.Event event : partition) {
            Map.Entry<Long, Set<String>> now =
                    owners.floorEntry(event.position().offset());
            if (!Objects.equals(now, current)) {
                current = now;
                finished.clear();
                writing = null;
            }
            if (!event.instance().equals(writing)) {
                if (writing != null) {
                    finished.add(writing);
                }
                writing = event.instance();
            }
            if (now == null || !now.getValue().contains(writing) || finished.contains(writing)) {
                found.add(event + " is in the tenure of " + now);
            }
        }
        return found.build();
    }
}
