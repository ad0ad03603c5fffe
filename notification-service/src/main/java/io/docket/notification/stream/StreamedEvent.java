package io.docket.notification.stream;

/**
 * What a stream tells its client.
 *
 * @param cursor the place after it
 * @param name type of the event, or {@code subscribed} or {@code reset}
 * @param json the CloudEvent, or what there is to say
 */
record StreamedEvent(String cursor, String name, String json) {}
