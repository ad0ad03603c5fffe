package io.docket.projection.deadletter;

import io.docket.projection.query.PageCursor;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Letters in memory; can lose what was stored last, and fail. */
public final class MemoryLetters implements Letters {
    private final Map<String, Letter> stored = new LinkedHashMap<>();
    private final List<Eviction> evictions = new ArrayList<>();
    private boolean failing;

    /** Every letter. */
    public List<Letter> all() {
        return List.copyOf(stored.values());
    }

    /** What was decided. */
    public List<Eviction> decided() {
        return evictions;
    }

    /** Lets every change fail from now on, or none. */
    public void fail(boolean now) {
        failing = now;
    }

    /** Puts back what was stored then. */
    public void restore(List<Letter> then) {
        stored.clear();
        then.forEach(letter -> stored.put(letter.key().id(), letter));
    }

    @Override
    public Uni<List<Letter>> of(int partition) {
        return found(
                all().stream().filter(letter -> letter.partition() == partition).toList());
    }

    @Override
    public Uni<Map<String, Long>> revisions(Set<Integer> partitions, Set<String> names) {
        return found(ours(partitions, names).stream()
                .collect(Collectors.toMap(letter -> letter.key().id(), Letter::revision)));
    }

    @Override
    public Uni<List<Letter>> asked(Set<Integer> partitions, Set<String> names, int limit) {
        return found(ours(partitions, names).stream()
                .filter(letter -> letter.request() != null)
                .limit(limit)
                .toList());
    }

    @Override
    public Uni<Boolean> save(Collection<Letter> letters) {
        return change(() -> {
            boolean all = true;
            for (Letter letter : letters) {
                all &= put(letter, request(letter));
            }
            return all;
        });
    }

    @Override
    public Uni<Boolean> answer(Letter letter) {
        return change(() -> put(letter, null));
    }

    @Override
    public Uni<Boolean> remove(Letter letter) {
        return change(() -> {
            boolean there = revision(letter) == letter.revision();
            if (there) {
                stored.remove(letter.key().id());
            }
            return there;
        });
    }

    @Override
    public Uni<List<Eviction>> evictions(int partition) {
        return found(evictions.stream()
                .filter(eviction -> eviction.position().partition() == partition)
                .toList());
    }

    @Override
    public Uni<Void> note(Eviction eviction) {
        return change(() -> {
            if (!evictions.contains(eviction)) {
                evictions.add(eviction);
            }
            return null;
        });
    }

    @Override
    public Uni<Optional<Letter>> find(String tenant, String id) {
        return found(Optional.ofNullable(stored.get(id))
                .filter(letter -> letter.key().tenant().equals(tenant)));
    }

    @Override
    public Uni<List<Letter>> page(Filter filter, @Nullable PageCursor after, int limit) {
        return found(all().stream()
                .filter(letter -> letter.key().tenant().equals(filter.tenant()))
                .sorted(Comparator.comparing(Letter::parkedAt))
                .limit(limit)
                .toList());
    }

    @Override
    public Uni<Boolean> ask(String tenant, String id, Letter.Request request) {
        return change(() -> {
            Letter letter = stored.get(id);
            boolean may = letter != null && letter.offset() == request.offset() && letter.request() == null;
            if (may) {
                stored.put(id, ChangedLetter.of(letter, letter.revision(), request));
            }
            return may;
        });
    }

    @Override
    public Uni<Long> askAll(String tenant, String view, Letter.Request request) {
        return change(() -> all().stream()
                .filter(letter -> letter.key().view().equals(view) && letter.request() == null)
                .peek(letter -> stored.put(letter.key().id(), ChangedLetter.of(letter, letter.revision(), request)))
                .count());
    }

    private boolean put(Letter letter, Letter.@Nullable Request request) {
        boolean there = revision(letter) == letter.revision();
        if (there) {
            stored.put(letter.key().id(), ChangedLetter.of(letter, letter.revision() + 1, request));
        }
        return there;
    }

    private Letter.@Nullable Request request(Letter letter) {
        Letter known = stored.get(letter.key().id());
        return known == null ? null : known.request();
    }

    private long revision(Letter letter) {
        Letter known = stored.get(letter.key().id());
        return known == null ? 0 : known.revision();
    }

    private List<Letter> ours(Set<Integer> partitions, Set<String> names) {
        return all().stream()
                .filter(letter -> partitions.contains(letter.partition())
                        && names.contains(letter.key().view()))
                .toList();
    }

    private <T> Uni<T> found(T value) {
        return Uni.createFrom().item(Objects.requireNonNull(value));
    }

    private <T> Uni<T> change(java.util.function.Supplier<@Nullable T> change) {
        return failing
                ? Uni.createFrom().failure(new IllegalStateException("killed"))
                : Uni.createFrom().item(change);
    }
}
