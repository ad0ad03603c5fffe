package io.docket.projection.timeline;

import io.docket.projection.query.Answers;
import io.docket.projection.query.PageCursor;
import io.docket.projection.query.QueryParameters;
import io.docket.projection.query.Sort;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a timeline is asked for.
 *
 * @param timeline names the timeline in cursors
 * @param sort the order
 * @param limit the most entries
 * @param after place of the last entry of the preceding page; absent for the first
 */
public record TimelineQuery(
        String timeline, Sort sort, int limit, @Nullable Long after) {
    private static final Map<String, Sort> SORTS = Sort.both(Map.of("position", "position"));

    /** Reads {@code sort}, {@code limit} and {@code after}; what they cannot mean is the client's fault. */
    public static TimelineQuery of(QueryParameters parameters, String timeline) {
        Sort sort = parameters.sort(SORTS, "position");
        return new TimelineQuery(
                timeline,
                sort,
                parameters.limit(),
                parameters.after(sort).map(cursor -> place(cursor, timeline)).orElse(null));
    }

    /** The place that the cursor is of; one of another timeline, or of no place, is the client's fault. */
    static Long place(PageCursor cursor, String timeline) {
        if (cursor.id().equals(timeline) && cursor.value() instanceof Long place && place >= 0) {
            return place;
        }
        throw PageCursor.foreign();
    }

    /** The answer with a page. */
    public Map<String, @Nullable Object> answer(Timelines.Page page) {
        return Answers.page(
                page.entries(),
                page.last()
                        .map(place -> new PageCursor(sort.name(), place, timeline).text())
                        .orElse(null));
    }
}
