package io.docket.eventstore.axon;

import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.UnknownSerializedType;

/** Axon's way to the {@link EventTypeMapping}: payloads become objects by it, everything else by another serializer. */
final class MappingSerializer implements Serializer {
    private final EventTypeMapping types;
    private final Serializer other;

    MappingSerializer(EventTypeMapping types, Serializer other) {
        this.types = types;
        this.other = other;
    }

    @Override
    public <T> SerializedObject<T> serialize(Object object, Class<T> representation) {
        return other.serialize(object, representation);
    }

    @Override
    public <T> boolean canSerializeTo(Class<T> representation) {
        return other.canSerializeTo(representation);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <S, T> T deserialize(SerializedObject<S> serialized) {
        if (serialized.getData() instanceof MetaData metaData) {
            return (T) metaData;
        }
        String type = SerializerTypes.name(serialized.getType());
        if (types.classOf(type).isEmpty()) {
            return (T) new UnknownSerializedType(this, serialized);
        }
        byte[] json = getConverter().convert(serialized, byte[].class).getData();
        return (T) types.read(type, json);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class classForType(SerializedType type) {
        return type.getName().equals(MetaData.class.getName())
                ? MetaData.class
                : types.classOf(SerializerTypes.name(type)).orElse(UnknownSerializedType.class);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public SerializedType typeForClass(Class type) {
        return other.typeForClass(type);
    }

    @Override
    public Converter getConverter() {
        return other.getConverter();
    }
}
