package io.docket.command.aggregate;

import io.docket.contracts.event.DomainEvent;
import io.docket.contracts.event.EventCatalog;
import io.docket.contracts.json.Json;
import io.docket.eventstore.axon.EventTypeMapping;
import java.util.Optional;

/** Events in the log as the catalog of the contracts names them. */
final class CatalogMapping implements EventTypeMapping {
    @Override
    public String typeOf(Class<?> event) {
        return EventCatalog.typeOf(event.asSubclass(DomainEvent.class));
    }

    @Override
    public Optional<Class<?>> classOf(String type) {
        return EventCatalog.classOf(type).map(event -> event);
    }

    @Override
    public byte[] write(Object event) {
        return Json.bytes(event);
    }

    @Override
    public Object read(String type, byte[] data) {
        return EventCatalog.read(type, data)
                .orElseThrow(() -> new IllegalStateException("this build does not know events of type " + type));
    }
}
