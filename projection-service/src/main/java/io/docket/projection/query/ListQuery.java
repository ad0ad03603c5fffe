package io.docket.projection.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param view what is listed
 * @param tenant whose
 * @param conditions what the documents satisfy, all of it
 * @param sort in which order
 * @param after where the preceding page ended; absent for the first
 * @param limit the most documents to return
 * @param without fields that are left out
 */
public record ListQuery(
        String view,
        String tenant,
        List<Condition> conditions,
        Sort sort,
        @Nullable PageCursor after,
        int limit,
        List<String> without) {}
