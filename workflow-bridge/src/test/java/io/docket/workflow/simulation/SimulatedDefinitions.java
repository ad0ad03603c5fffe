package io.docket.workflow.simulation;

import io.docket.contracts.event.ProcessDefinitionEvent.EngineVersion;
import io.docket.workflow.engine.DeployedVersions;
import io.docket.workflow.engine.EngineResource;
import io.docket.workflow.engine.NotFound;
import io.docket.workflow.retry.Refused;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was deployed to a simulated engine. A resource with {@code unrunnable} in it is refused. */
public final class SimulatedDefinitions {
    private static final Pattern PROCESS = Pattern.compile("process id=\"([^\"]+)\"");
    private static final Pattern DECISION = Pattern.compile("decision id=\"([^\"]+)\"");

    private final Map<String, List<Version>> versions = new HashMap<>();
    private final Set<String> decisions = new HashSet<>();

    /** A version of a process. */
    public record Version(String processId, long number, long key, String content) {}

    /** How many versions there are of the process. */
    public int count(String processId) {
        return versions.getOrDefault(processId, List.of()).size();
    }

    Version latest(String processId) {
        List<Version> all = versions.get(processId);
        if (all == null) {
            throw new NotFound("no process " + processId);
        }
        return all.getLast();
    }

    Version version(long key) {
        return versions.values().stream()
                .flatMap(List::stream)
                .filter(version -> version.key() == key)
                .findFirst()
                .orElseThrow();
    }

    boolean hasDecision(String id) {
        return decisions.contains(id);
    }

    void clear() {
        versions.clear();
        decisions.clear();
    }

    DeployedVersions deploy(List<EngineResource> resources, LongSupplier keys) {
        List<EngineVersion> processes = new ArrayList<>();
        List<EngineVersion> found = new ArrayList<>();
        for (EngineResource resource : resources) {
            if (resource.content().contains("unrunnable")) {
                throw new Refused("invalid-argument", resource.name() + " cannot be run");
            }
            for (Matcher process = PROCESS.matcher(resource.content()); process.find(); ) {
                Version version = deploy(process.group(1), resource.content(), keys);
                processes.add(new EngineVersion(version.processId(), version.number(), Long.toString(version.key())));
            }
            for (Matcher decision = DECISION.matcher(resource.content()); decision.find(); ) {
                decisions.add(decision.group(1));
                found.add(new EngineVersion(decision.group(1), 1, Long.toString(keys.getAsLong())));
            }
        }
        return new DeployedVersions(processes, found, List.of());
    }

    private Version deploy(String processId, String content, LongSupplier keys) {
        List<Version> all = versions.computeIfAbsent(processId, key -> new ArrayList<>());
        if (all.isEmpty() || !all.getLast().content().equals(content)) {
            all.add(new Version(processId, all.size() + 1L, keys.getAsLong(), content));
        }
        return all.getLast();
    }
}
