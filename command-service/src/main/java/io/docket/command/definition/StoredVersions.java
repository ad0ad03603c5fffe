package io.docket.command.definition;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one kind of definition, ready to be asked. A version never changes, so what was read and compiled once
 * stays valid, wherever it came from; which version is current is asked every time.
 *
 * @param <D> what defines a version
 * @param <V> a version
 */
final class StoredVersions<D, V> {
    private final Definitions<D> definitions;
    private final Compiler<D, V> compiler;
    private final Cache<Key, V> versions;

    /** @param maxCached versions kept in memory */
    StoredVersions(Definitions<D> definitions, int maxCached, Compiler<D, V> compiler) {
        this.definitions = definitions;
        this.compiler = compiler;
        this.versions = Caffeine.newBuilder().maximumSize(maxCached).build();
    }

    Optional<V> current(String tenant, String id) {
        long last = definitions.current(tenant, id);
        return last == 0 ? Optional.empty() : version(tenant, id, last);
    }

    Optional<V> version(String tenant, String id, long version) {
        return Optional.ofNullable(versions.get(new Key(tenant, id, version), this::read));
    }

    private @Nullable V read(Key key) {
        return definitions
                .version(key.tenant, key.id, key.version)
                .map(defined -> compiler.compile(key.id, key.version, defined))
                .orElse(null);
    }

    /**
     * Makes a version ready.
     *
     * @param <D> what defines it
     * @param <V> the version
     */
    @FunctionalInterface
    interface Compiler<D, V> {
        V compile(String id, long version, D defined);
    }

    private record Key(String tenant, String id, long version) {}
}
