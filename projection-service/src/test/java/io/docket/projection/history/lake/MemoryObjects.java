package io.docket.projection.history.lake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Objects in memory, and a process that may be killed before or after it touches one of them. */
final class MemoryObjects implements LakeObjects {
    private static final int TOGETHER = 2;

    final NavigableMap<String, byte[]> all = new TreeMap<>();
    final List<String> created = new ArrayList<>();
    private int killBefore = Integer.MAX_VALUE;
    private boolean killAfter;
    private int steps;

    /** The end of the process. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Ends the process at a step from now: before it has an effect, or after. */
    void killAt(int step, boolean afterwards) {
        killBefore = steps + step;
        killAfter = afterwards;
    }

    void goOn() {
        killBefore = Integer.MAX_VALUE;
    }

    private <T> T step(java.util.function.Supplier<T> work) {
        boolean killed = ++steps >= killBefore;
        if (killed && !killAfter) {
            throw new Killed();
        }
        T result = work.get();
        if (killed) {
            throw new Killed();
        }
        return result;
    }

    @Override
    public void ensureBucket() {}

    @Override
    public Optional<byte[]> read(String key) {
        return step(() -> Optional.ofNullable(all.get(key)));
    }

    @Override
    public void fetch(String key, Path file) {
        step(() -> {
            try {
                return Files.write(file, all.get(key));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public boolean create(String key, byte[] content) {
        return step(() -> {
            boolean created = all.putIfAbsent(key, content) == null;
            if (created) {
                this.created.add(key);
            }
            return created;
        });
    }

    @Override
    public boolean create(String key, Path file) {
        try {
            return create(key, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> list(String prefix, String after) {
        return step(() -> all.tailMap(after, false).keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .limit(TOGETHER)
                .toList());
    }

    @Override
    public void close() {}
}
