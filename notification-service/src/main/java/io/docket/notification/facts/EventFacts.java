package io.docket.notification.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the log said about an event's case and entity up to that event.
 *
 * @param caseType type of the case that the event belongs to
 * @param caseTypeVersion version of that type that the case is pinned to, 0 without a type
 * @param assigneeBefore who had the entity before the event
 * @param assigneeAfter who has it after the event
 * @param candidateUsers whom the task was offered to; empty for anything else
 */
public record EventFacts(
        @Nullable String caseType,
        long caseTypeVersion,
        @Nullable String assigneeBefore,
        @Nullable String assigneeAfter,
        List<String> candidateUsers) {
    /** Nothing is known. */
    public static final EventFacts NONE = new EventFacts(null, 0, null, null, List.of());
}
