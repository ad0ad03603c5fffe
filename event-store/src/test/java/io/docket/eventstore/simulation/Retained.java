package io.docket.eventstore.simulation;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Cache;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * What the store's objects keep in memory: entries of the maps, collections and arrays that can be reached from an
 * instance, whatever they are called, and RocksDB's own figures. The simulated world around the instance is left out.
 */
final class Retained {
    private static final String STORE = "io.docket.eventstore.";
    private static final String WORLD = STORE + "simulation.";

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private long entries;
    private long nativeBytes;

    private Retained() {}

    static Retained by(Instance instance) {
        Retained retained = new Retained();
        retained.add(instance);
        while (!retained.open.isEmpty()) {
            retained.look(retained.open.pop());
        }
        return retained;
    }

    /** Entries of all maps, collections and arrays of objects. */
    long entries() {
        return entries;
    }

    /** Memory that RocksDB uses for reads and writes, in bytes. */
    long nativeBytes() {
        return nativeBytes;
    }

    private void add(@Nullable Object object) {
        if (object != null && seen.add(object)) {
            open.push(object);
        }
    }

    private void look(Object object) {
        switch (object) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    entries++;
                    add(key);
                    add(value);
                });
            case Collection<?> collection -> elements(collection);
            case Object[] array -> elements(Arrays.asList(array));
            case Optional<?> optional -> optional.ifPresent(this::add);
            case AtomicReference<?> reference -> add(reference.get());
            case RocksDB db -> nativeBytes += bytes(db);
            case Cache cache -> nativeBytes += cache.getUsage();
            default -> fields(object);
        }
    }

    private void elements(Collection<?> elements) {
        entries += elements.size();
        elements.forEach(this::add);
    }

    private static long bytes(RocksDB db) {
        try {
            return db.getLongProperty("rocksdb.cur-size-all-mem-tables")
                    + db.getLongProperty("rocksdb.estimate-table-readers-mem");
        } catch (RocksDBException e) {
            throw new IllegalStateException(e);
        }
    }

    private void fields(Object object) {
        for (Class<?> type = object.getClass(); type != null && isOfStore(type); type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    add(value(field, object));
                }
            }
        }
    }

    private static boolean isOfStore(Class<?> type) {
        String name = type.getName();
        return name.startsWith(Instance.class.getName()) || (name.startsWith(STORE) && !name.startsWith(WORLD));
    }

    private static @Nullable Object value(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
