package io.docket.notification.novu;

import java.util.Map;

/**
 * One person to be told of one event.
 *
 * @param transactionId the same for each attempt, also after a restart: Novu drops repetitions
 * @param workflow id of the workflow in Novu
 * @param subscriber id of the person in Novu: the user's name
 * @param payload what the workflow's templates may show
 */
public record Notification(String transactionId, String workflow, String subscriber, Map<String, Object> payload) {}
