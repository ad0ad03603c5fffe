package io.docket.eventstore.axon;

import java.util.Optional;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * Events as one of Axon's serializers writes them, for users without a catalogue of types. The serializer must write
 * JSON. A revision is part of the type's name in the log, {@code <name>#<revision>}.
 */
public final class SerializerTypes implements EventTypeMapping {
    private static final char REVISION = '#';

    private final Serializer serializer;

    public SerializerTypes(Serializer serializer) {
        this.serializer = serializer;
    }

    @Override
    public String typeOf(Class<?> event) {
        return name(serializer.typeForClass(event));
    }

    @Override
    public Optional<Class<?>> classOf(String type) {
        Class<?> found = serializer.classForType(type(type));
        return found == UnknownSerializedType.class ? Optional.empty() : Optional.of(found);
    }

    @Override
    public byte[] write(Object event) {
        return serializer.serialize(event, byte[].class).getData();
    }

    @Override
    public Object read(String type, byte[] data) {
        return serializer.deserialize(new SimpleSerializedObject<>(data, byte[].class, type(type)));
    }

    /** The name in the log of a type as Axon knows it. */
    static String name(SerializedType type) {
        return type.getRevision() == null ? type.getName() : type.getName() + REVISION + type.getRevision();
    }

    /** The type as Axon knows it, by its name in the log. */
    static SerializedType type(String name) {
        int at = name.lastIndexOf(REVISION);
        @Nullable String revision = at < 0 ? null : name.substring(at + 1);
        return new SimpleSerializedType(at < 0 ? name : name.substring(0, at), revision);
    }
}
