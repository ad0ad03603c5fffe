package io.docket.contracts.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens to a notification. Entity {@code notification}, root = its case, or itself where there is none. */
public sealed interface NotificationEvent extends DomainEvent {
    /**
     * Somebody is to be told.
     *
     * @param users whom
     * @param workflow id of the provider's workflow
     * @param payload what the workflow's texts are made from
     */
    record Requested(
            @Nullable String caseId,
            List<String> users,
            String workflow,
            @Nullable JsonNode payload) implements NotificationEvent {}
}
