package io.docket.eventstore.axon;

/** How a domain's event objects stand in the log: under which type name, as which bytes. Given by the user of the adapter. */
public interface EventTypeMapping {
    /** Type name of an event's class, {@code docket.<entity>.<past tense>.v<n>}. Throws if the class has none. */
    String typeOf(Class<?> event);

    /** The event as UTF-8 JSON. */
    byte[] write(Object event);

    /** The event behind a type name and its JSON. Throws if the type is unknown: history must not be skipped. */
    Object read(String type, byte[] data);
}
