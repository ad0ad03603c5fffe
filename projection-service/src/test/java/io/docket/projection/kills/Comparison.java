package io.docket.projection.kills;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Compares everything that is stored with what the log says, document by document and key by key. */
final class Comparison {
    /** Every view, each with its reference. */
    static final List<String> VIEWS = List.of(
            "cases",
            "tasks",
            "processes",
            "case-types",
            "case-type-versions",
            "process-definitions",
            "process-steps",
            "records",
            "record-types",
            "forms",
            "queues",
            "templates",
            "mails",
            "schedules",
            "automations",
            "timelines");

    private static final List<String> OTHERS = List.of("actors", "positions", "dead-letters", "source", "generations");

    private Comparison() {}

    /** Fails if anything is missing, different, or too much. */
    static void compare(StoredViews stored, ReferenceFold expected) {
        assertThat(VIEWS).as("views that are compared").containsAll(expected.documents.keySet());
        assertThat(VIEWS).as("views that are compared").containsAll(stored.views());
        assertThat(stored.collections().stream().map(StoredViews::viewOf))
                .as("collections that hold something: each needs a reference here")
                .isSubsetOf(Stream.concat(VIEWS.stream(), OTHERS.stream()).toList());
        VIEWS.forEach(view -> compareDocuments(view, stored, expected.documents.getOrDefault(view, Map.of())));
        compareActors(stored, expected);
        compareParked(stored, expected);
        compareHot(stored, expected);
        assertThat(stored.positions()).isEqualTo(expected.next);
    }

    private static void compareDocuments(String view, StoredViews stored, Map<String, Entry> expected) {
        List<String> generations = stored.generations(view);
        assertThat(generations.isEmpty() && !expected.isEmpty())
                .as("no generation holds " + view)
                .isFalse();
        for (String collection : generations) {
            Map<String, Object> found = new HashMap<>();
            stored.documents(collection).forEach((id, document) -> found.put(id, document.get("view")));
            assertSameNames("ids of " + collection, found.keySet(), expected.keySet());
            expected.forEach((id, entry) ->
                    assertThat(found.get(id)).as(collection + " " + id).isEqualTo(entry.stored()));
        }
    }

    private static void compareActors(StoredViews stored, ReferenceFold expected) {
        TreeSet<String> actors = new TreeSet<>();
        expected.actors.forEach((tenant, users) -> users.forEach(user -> actors.add(tenant + '/' + user)));
        assertThat(new TreeSet<>(stored.documents("actors").keySet())).isEqualTo(actors);
    }

    /** Each generation of the cases parks for itself. */
    private static void compareParked(StoredViews stored, ReferenceFold expected) {
        Map<String, Map<String, Object>> wanted = new TreeMap<>();
        stored.generations("cases")
                .forEach(generation -> expected.parked.forEach((root, parked) -> wanted.put(
                        generation + ' ' + root,
                        Map.of(
                                "partition", (long) parked.event().partition(),
                                "offset", parked.event().offset(),
                                "eventId", parked.event().header("ce_id"),
                                "type", parked.event().type(),
                                "error", "the case has no comment nowhere",
                                "attempts", 1L,
                                "queued", parked.queued()))));
        Map<String, Map<String, Object>> found = new TreeMap<>();
        stored.documents("dead-letters").values().forEach(letter -> {
            Map<String, Object> compared = new HashMap<>(letter);
            compared.keySet()
                    .retainAll(List.of("partition", "offset", "eventId", "type", "error", "attempts", "queued"));
            found.put(letter.get("view") + " " + letter.get("tenant") + "/" + letter.get("root"), compared);
        });
        assertThat(found).isEqualTo(wanted);
    }

    private static void compareHot(StoredViews stored, ReferenceFold expected) {
        Map<String, Object> wanted = new TreeMap<>();
        expected.counters().forEach((group, counters) -> wanted.put(group, texts(counters)));
        expected.actors.forEach((tenant, users) -> wanted.put(tenant + ":actors", List.copyOf(users)));
        wanted.put("positions", texts(expected.next));
        Map<String, Map<String, Object>> known = new TreeMap<>();
        expected.documents.forEach((view, byId) -> byId.forEach((id, entry) -> {
            String own = id.substring(id.indexOf('/') + 1);
            if (!entry.counters().isEmpty()) {
                known.put(
                        entry.tenant + ":known:" + view + ' ' + own,
                        Map.of("at", entry.at, "counters", entry.counters()));
            }
            if (!entry.summary().isEmpty()) {
                wanted.put(entry.tenant + ":summary:" + view + ":" + own, entry.summary());
            }
        }));
        Map<String, Object> found = stored.hot();
        Map<String, Map<String, Object>> remembered = known(found);
        assertSameNames("documents that count", remembered.keySet(), known.keySet());
        known.forEach((document, value) ->
                assertThat(remembered.get(document)).as(document).isEqualTo(value));
        assertSameNames("hot keys", found.keySet(), wanted.keySet());
        wanted.forEach((key, value) -> assertThat(found.get(key)).as(key).isEqualTo(value));
    }

    /**
     * Takes out what is remembered of documents. One that counts nothing is remembered if it came with a batch,
     * and not if the hot views were made anew: either is right, so it is passed over.
     */
    private static Map<String, Map<String, Object>> known(Map<String, Object> hot) {
        Map<String, Map<String, Object>> known = new TreeMap<>();
        List<String> keys =
                hot.keySet().stream().filter(key -> key.contains(":known:")).toList();
        keys.forEach(key -> ((Map<?, ?>) hot.remove(key)).forEach((id, text) -> {
            Map<String, Object> document = StoredViews.json(String.valueOf(text));
            if (!Map.of().equals(document.get("counters"))) {
                known.put(key + ' ' + id, document);
            }
        }));
        return known;
    }

    /** Names only those that differ: there are thousands. */
    private static void assertSameNames(String what, Set<String> found, Set<String> wanted) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(found);
        Set<String> foreign = new TreeSet<>(found);
        foreign.removeAll(wanted);
        assertThat(missing).as("missing " + what).isEmpty();
        assertThat(foreign).as("foreign " + what).isEmpty();
    }

    private static Map<String, String> texts(Map<?, Long> numbers) {
        Map<String, String> texts = new TreeMap<>();
        numbers.forEach((name, number) -> texts.put(name.toString(), number.toString()));
        return texts;
    }
}
