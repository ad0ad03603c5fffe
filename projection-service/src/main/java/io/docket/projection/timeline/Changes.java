package io.docket.projection.timeline;

import io.docket.projection.view.Document;
import io.docket.projection.view.EntityProjector;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What each event changed, field by field: {@code [{"field":"data.amount","from":…,"to":…}]}. A field that was not there has
 * no {@code from}, one that is gone no {@code to}. Fields of nested objects are told one by one, lists as a whole.
 */
@ApplicationScoped
public class Changes {
    /** What changes with every event, or grows with the history itself. */
    private static final Set<String> UNTOLD = Set.of(
            "id", "version", "updatedAt", "recordedAt", "comments", "files", "links", "stageSince", "stageTimes");

    private final List<EntityProjector<?>> projectors;

    public Changes(@All List<Projector> projectors) {
        this.projectors = projectors.stream()
                .<EntityProjector<?>>mapMulti((projector, next) -> {
                    if (projector instanceof EntityProjector<?> ofEntity) {
                        next.accept(ofEntity);
                    }
                })
                .toList();
    }

    /** The changes by each event, in the same order; none for an event of an entity without a view. */
    public List<List<Map<String, @Nullable Object>>> of(List<LogEvent> events) {
        Map<String, Document> states = new HashMap<>();
        List<List<Map<String, @Nullable Object>>> changes = new ArrayList<>(events.size());
        for (LogEvent event : events) {
            List<Map<String, @Nullable Object>> found = List.of();
            for (EntityProjector<?> projector : projectors) {
                if (projector.documentId(event) != null) {
                    String subject = event.envelope().subject().toString();
                    Document before = states.getOrDefault(subject, Document.empty());
                    Document after =
                            projector.fold(before, event).at(event.position().offset());
                    states.put(subject, after);
                    found = between(before.fields(), after.fields());
                }
            }
            changes.add(found);
        }
        return changes;
    }

    private static List<Map<String, @Nullable Object>> between(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        List<Map<String, @Nullable Object>> changes = new ArrayList<>();
        collect("", before, after, changes);
        return changes;
    }

    private static void collect(
            String path,
            Map<String, @Nullable Object> before,
            Map<String, @Nullable Object> after,
            List<Map<String, @Nullable Object>> changes) {
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            Object from = before.get(name);
            Object to = after.get(name);
            if (Objects.equals(from, to) || (path.isEmpty() && UNTOLD.contains(name))) {
                continue;
            }
            if (isObjectOrAbsent(from) && isObjectOrAbsent(to)) {
                collect(path + name + '.', object(from), object(to), changes);
            } else {
                changes.add(change(path + name, from, to));
            }
        }
    }

    private static Map<String, @Nullable Object> change(String field, @Nullable Object from, @Nullable Object to) {
        Map<String, @Nullable Object> change = new LinkedHashMap<>();
        change.put("field", field);
        if (from != null) {
            change.put("from", from);
        }
        if (to != null) {
            change.put("to", to);
        }
        return change;
    }

    private static boolean isObjectOrAbsent(@Nullable Object value) {
        return value == null || value instanceof Map<?, ?>;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
    }
}
