package io.docket.projection.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares everything that is stored with what the log says, document by document and key by key. */
final class Comparison {
    private static final List<String> VIEWS = List.of("cases", "tasks", "processes", "case-types", "timelines");
    private static final List<String> OTHERS = List.of("actors", "positions", "dead-letters", "source");

    private Comparison() {}

    /** Fails if anything is missing, different, or too much. */
    static void compare(StoredViews stored, ReferenceFold expected) {
        compareDocuments(stored, expected);
        compareParked(stored, expected);
        compareHot(stored, expected);
    }

    private static void compareDocuments(StoredViews stored, ReferenceFold expected) {
        List<String> known = Stream.concat(VIEWS.stream(), OTHERS.stream()).toList();
        assertThat(stored.collections())
                .as("collections that hold something: each needs a reference here")
                .isSubsetOf(known);
        for (String view : VIEWS) {
            Map<String, Map<String, Object>> wanted = new HashMap<>();
            expected.documents.get(view).forEach((id, entry) -> {
                if (!entry.doc.isEmpty()) {
                    wanted.put(id, entry.stored());
                }
            });
            Map<String, Object> found = new HashMap<>();
            stored.documents(view).forEach((id, document) -> found.put(id, document.get("view")));
            assertThat(found.keySet()).as("ids of " + view).isEqualTo(wanted.keySet());
            wanted.forEach((id, document) ->
                    assertThat(found.get(id)).as(view + " " + id).isEqualTo(document));
        }
        TreeSet<String> actors = new TreeSet<>();
        expected.actors.forEach((tenant, users) -> users.forEach(user -> actors.add(tenant + '/' + user)));
        assertThat(new TreeSet<>(stored.documents("actors").keySet())).isEqualTo(actors);
    }

    private static void compareParked(StoredViews stored, ReferenceFold expected) {
        Map<String, Map<String, Object>> wanted = new TreeMap<>();
        expected.parked.forEach((root, parked) -> wanted.put(
                root,
                Map.of(
                        "partition", (long) parked.event().partition(),
                        "offset", parked.event().offset(),
                        "eventId", parked.event().header("ce_id"),
                        "type", parked.event().type(),
                        "error", "the case has no comment nowhere",
                        "attempts", 1L,
                        "queued", parked.queued())));
        Map<String, Map<String, Object>> found = new TreeMap<>();
        stored.documents("dead-letters").values().forEach(letter -> {
            assertThat(letter.get("view")).isEqualTo("cases");
            Map<String, Object> compared = new HashMap<>(letter);
            compared.keySet()
                    .retainAll(List.of("partition", "offset", "eventId", "type", "error", "attempts", "queued"));
            found.put(letter.get("tenant") + "/" + letter.get("root"), compared);
        });
        assertThat(found).isEqualTo(wanted);
    }

    private static void compareHot(StoredViews stored, ReferenceFold expected) {
        Map<String, Object> wanted = new TreeMap<>();
        expected.counters().forEach((group, counters) -> {
            Map<String, String> texts = new TreeMap<>();
            counters.forEach((counter, value) -> texts.put(counter, value.toString()));
            wanted.put(group, texts);
        });
        expected.actors.forEach((tenant, users) -> wanted.put(tenant + ":actors", List.copyOf(users)));
        Map<String, String> positions = new TreeMap<>();
        expected.next.forEach((partition, next) -> positions.put("" + partition, "" + next));
        wanted.put("positions", positions);
        Map<String, Map<String, Map<String, Object>>> known = new TreeMap<>();
        expected.documents.forEach((view, byId) -> byId.forEach((id, entry) -> {
            Map<String, Long> counters = entry.doc.isEmpty() ? Map.of() : ReferenceFold.counters(view, entry);
            if (!counters.isEmpty()) {
                String own = id.substring(id.indexOf('/') + 1);
                known.computeIfAbsent(entry.tenant + ":known:" + view, any -> new TreeMap<>())
                        .put(own, Map.of("at", (int) entry.at, "counters", ints(counters)));
                if (view.equals("cases")) {
                    wanted.put(entry.tenant + ":summary:cases:" + own, summary(entry.doc));
                }
            }
        }));
        Map<String, Object> found = stored.hot();
        known.forEach((key, documents) -> {
            Map<String, Map<String, Object>> parsed = new TreeMap<>();
            ((Map<?, ?>) found.remove(key))
                    .forEach((id, text) -> parsed.put(String.valueOf(id), StoredViews.json(String.valueOf(text))));
            assertThat(parsed).as(key).isEqualTo(documents);
        });
        assertThat(found).isEqualTo(wanted);
    }

    private static Map<String, Integer> ints(Map<String, Long> counters) {
        Map<String, Integer> ints = new TreeMap<>();
        counters.forEach((counter, value) -> ints.put(counter, value.intValue()));
        return ints;
    }

    private static Map<String, String> summary(Map<String, Object> doc) {
        Map<String, String> summary = new TreeMap<>();
        for (String field : List.of("id", "number", "caseType", "title", "stage", "status", "assignee", "version")) {
            if (doc.get(field) != null) {
                summary.put(field, doc.get(field).toString());
            }
        }
        return summary;
    }
}
