package io.docket.projection.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.projection.history.log.StoredEvent;
import io.docket.projection.view.LogEvent;
import java.util.ArrayList;
import java.util.List;

/** Events as the log stores them. */
public final class StoredEvents {
    private StoredEvents() {}

    /** The record of an event. */
    public static StoredEvent of(LogEvent event) {
        List<StoredEvent.Header> headers = new ArrayList<>();
        CloudEventHeaders.write(event.envelope())
                .forEach((name, value) -> headers.add(new StoredEvent.Header(name, value)));
        return new StoredEvent(
                event.position(),
                event.envelope().root().getBytes(UTF_8),
                headers,
                event.envelope().data());
    }

    /** The records of events. */
    public static List<StoredEvent> of(List<LogEvent> events) {
        return events.stream().map(StoredEvents::of).toList();
    }
}
