package io.docket.eventstore.axon;

import java.util.Optional;

/**
 * How a domain's event objects stand in the log: under which type name, as which bytes. Given by the user of the adapter,
 * who may also leave it to Axon's serializer ({@link SerializerTypes}).
 */
public interface EventTypeMapping {
    /** Type name of an event's class, {@code docket.<entity>.<past tense>.v<n>}. Throws if the class has none. */
    String typeOf(Class<?> event);

    /** The class of a type name; empty for a type that this build does not know. */
    Optional<Class<?>> classOf(String type);

    /** The event as UTF-8 JSON. */
    byte[] write(Object event);

    /** The event behind a known type name and its JSON. Throws if the JSON does not fit: history must not be skipped. */
    Object read(String type, byte[] data);
}
