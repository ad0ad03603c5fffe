package io.docket.notification.socket;

import io.quarkus.websockets.next.UserData;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is kept with a connection. */
final class KeptData implements UserData {
    private final Map<TypedKey<?>, Object> values = new HashMap<>();

    @Override
    public <V> @Nullable V get(TypedKey<V> key) {
        return typed(values.get(key));
    }

    @Override
    public <V> @Nullable V put(TypedKey<V> key, V value) {
        return typed(values.put(key, value));
    }

    @Override
    public <V> @Nullable V remove(TypedKey<V> key) {
        return typed(values.remove(key));
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public void clear() {
        values.clear();
    }

    @SuppressWarnings("unchecked")
    private static <V> @Nullable V typed(@Nullable Object value) {
        return (V) value;
    }
}
