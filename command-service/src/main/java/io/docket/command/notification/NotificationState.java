package io.docket.command.notification;

import io.docket.command.decision.EntityKind;
import io.docket.contracts.event.NotificationEvent;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a notification.
 *
 * @param workflow id of the provider's workflow
 */
public record NotificationState(String workflow) {
    /** Notifications. */
    public static final EntityKind<NotificationState, NotificationEvent> KIND =
            new EntityKind<>("notification", NotificationEvent.class, NotificationState::evolve);

    private static NotificationState evolve(@Nullable NotificationState before, NotificationEvent event, String actor) {
        return switch (event) {
            case NotificationEvent.Requested requested -> new NotificationState(requested.workflow());
        };
    }
}
