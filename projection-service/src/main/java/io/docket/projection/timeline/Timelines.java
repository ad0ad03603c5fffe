package io.docket.projection.timeline;

import io.docket.contracts.envelope.Subject;
import io.docket.kit.problem.Problems;
import io.docket.projection.query.Documents;
import io.docket.projection.query.PageCursor;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads timelines: entry n is in sealed page n / {@value TimelineProjector#PAGE}, or in the timeline itself. */
@ApplicationScoped
public class Timelines {
    /** Bytes of data that are in the log alone, after which no further entry is added to a page. */
    static final long MAX_OMITTED_BYTES = 4L * 1024 * 1024;

    private final Documents documents;

    public Timelines(Documents documents) {
        this.documents = documents;
    }

    /**
     * A page of the timeline of a root, which need not be a case. It ends early where it has come to more than
     * {@value #MAX_OMITTED_BYTES} bytes of data that are in the log alone.
     *
     * @param after place of the last entry of the preceding page, 400 if there is none there; absent for the first
     */
    public Uni<Page> page(String tenant, Subject root, boolean newestFirst, @Nullable Long after, int limit) {
        String id = TimelineProjector.id(root.entity(), root.id());
        return documents
                .find(new DocumentKey(TimelineProjector.VIEW, tenant, id))
                .map(found ->
                        found.orElseThrow(() -> Problems.notFound("There is no " + root.entity() + " " + root.id())))
                .chain(timeline -> {
                    List<Long> places = places(timeline.number(TimelineProjector.COUNT), newestFirst, after, limit);
                    return sealedPages(tenant, id, timeline, places)
                            .map(pages -> page(id, timeline, pages, places, newestFirst));
                });
    }

    /** The places of a page: at most {@code limit} that follow {@code after}, which is refused if nothing is there. */
    static List<Long> places(long count, boolean newestFirst, @Nullable Long after, int limit) {
        if (after != null && (after < 0 || after >= count)) {
            throw PageCursor.foreign();
        }
        List<Long> places = new ArrayList<>();
        if (newestFirst) {
            long start = after == null ? count - 1 : after - 1;
            for (long place = start; place >= 0 && places.size() < limit; place--) {
                places.add(place);
            }
        } else {
            for (long place = after == null ? 0 : after + 1; place < count && places.size() < limit; place++) {
                places.add(place);
            }
        }
        return places;
    }

    private Uni<Map<String, Document>> sealedPages(String tenant, String id, Document timeline, List<Long> places) {
        Set<String> pages = new LinkedHashSet<>();
        places.stream()
                .filter(place -> place < sealed(timeline))
                .forEach(place -> pages.add(TimelineProjector.pageId(id, place / TimelineProjector.PAGE)));
        return pages.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : documents.find(TimelineProjector.VIEW, tenant, pages);
    }

    private static Page page(
            String id, Document timeline, Map<String, Document> pages, List<Long> places, boolean newestFirst) {
        List<Map<String, @Nullable Object>> entries = new ArrayList<>(places.size());
        long omitted = 0;
        for (int i = 0; i < places.size() && omitted <= MAX_OMITTED_BYTES; i++) {
            long place = places.get(i);
            if (place >= sealed(timeline)) {
                entries.add(timeline.objects(TimelineProjector.ENTRIES).get((int) (place - sealed(timeline))));
            } else {
                Document page = pages.get(TimelineProjector.pageId(id, place / TimelineProjector.PAGE));
                if (page == null) {
                    throw new IllegalStateException("timeline " + id + " has no entry " + place);
                }
                entries.add(page.objects(TimelineProjector.ENTRIES).get((int) (place % TimelineProjector.PAGE)));
            }
            omitted += entries.getLast().get(TimelineProjector.OMITTED) instanceof Number bytes ? bytes.longValue() : 0;
        }
        List<Long> read = places.subList(0, entries.size());
        boolean more = !read.isEmpty()
                && (newestFirst ? read.getLast() > 0 : read.getLast() < timeline.number(TimelineProjector.COUNT) - 1);
        return new Page(entries, read, more ? Optional.of(read.getLast()) : Optional.empty());
    }

    private static long sealed(Document timeline) {
        return timeline.number(TimelineProjector.COUNT)
                - timeline.list(TimelineProjector.ENTRIES).size();
    }

    /**
     * Entries of a timeline.
     *
     * @param entries the entries
     * @param places where each of them is, counted from 0
     * @param last place of the last one, if more follow
     */
    public record Page(List<Map<String, @Nullable Object>> entries, List<Long> places, Optional<Long> last) {
        /**
         * The same page, each entry with what it changed, and why it could not be applied where that is so.
         *
         * @param told what the event of each entry did, by its position
         */
        Page with(Map<String, Changes.Told> told) {
            List<Map<String, @Nullable Object>> all = new ArrayList<>(entries.size());
            for (Map<String, @Nullable Object> plain : entries) {
                Map<String, @Nullable Object> entry = new LinkedHashMap<>(plain);
                Changes.Told ofEntry = Objects.requireNonNull(told.get(String.valueOf(entry.get("position"))));
                entry.put("changes", ofEntry.changes());
                if (ofEntry.unapplied() != null) {
                    entry.put("unapplied", ofEntry.unapplied());
                }
                all.add(entry);
            }
            return new Page(all, places, last);
        }
    }
}
