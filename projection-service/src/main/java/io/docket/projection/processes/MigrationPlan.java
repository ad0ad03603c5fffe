package io.docket.projection.processes;

import io.docket.projection.view.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a migration would do.
 *
 * @param from kind of each element of the version that the instance is in
 * @param to kind of each element of the version to go on in
 * @param wish element to go on at, by the element where it is
 */
record MigrationPlan(Map<String, String> from, Map<String, String> to, Map<String, String> wish) {
    /** The plan: {@code possible}, {@code mapping}, {@code lost}, {@code active} and {@code problems}. */
    Map<String, @Nullable Object> describe(Document process) {
        Map<String, String> mapping = mapping();
        List<Map<String, Object>> active = new ArrayList<>();
        List<Map<String, Object>> problems = new ArrayList<>();
        wish.forEach((source, target) -> {
            if (!from.containsKey(source)) {
                problems.add(problem(source, "the version that the instance is in has no such element"));
            } else if (!to.containsKey(target)) {
                problems.add(problem(source, "the version to go on in has no element " + target));
            }
        });
        if (!"active".equals(process.get("state"))) {
            problems.add(Map.of("detail", "the instance is " + process.get("state")));
        }
        for (Map<String, @Nullable Object> element : process.objects("activeElements")) {
            String id = String.valueOf(element.get("elementId"));
            String target = mapping.get(id);
            active.add(target == null ? Map.of("elementId", id) : Map.of("elementId", id, "target", target));
            if (target == null) {
                problems.add(problem(id, "the instance is there, and it has no target"));
            } else if (!Objects.equals(from.get(id), to.get(target))) {
                problems.add(problem(id, "it is a " + from.get(id) + ", its target a " + to.get(target)));
            }
        }
        Map<String, @Nullable Object> plan = new LinkedHashMap<>();
        plan.put("possible", problems.isEmpty());
        plan.put("mapping", mapping);
        plan.put("active", active);
        plan.put(
                "lost",
                from.keySet().stream().filter(id -> !mapping.containsKey(id)).toList());
        plan.put("problems", problems);
        return plan;
    }

    private Map<String, String> mapping() {
        Map<String, String> mapping = new TreeMap<>();
        from.keySet().stream().filter(to::containsKey).forEach(id -> mapping.put(id, id));
        wish.forEach((source, target) -> {
            if (from.containsKey(source) && to.containsKey(target)) {
                mapping.put(source, target);
            }
        });
        return mapping;
    }

    private static Map<String, Object> problem(String element, String detail) {
        return Map.of("elementId", element, "detail", detail);
    }
}
