package io.docket.eventstore.route;

import io.docket.eventstore.Owner;
import io.docket.eventstore.Owners;
import io.docket.eventstore.route.Reply.NotAsked;
import io.docket.eventstore.route.Reply.NotHere;
import io.docket.eventstore.route.Reply.Unknown;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The way of a question to the owner of a partition: to the owner that the directory names, and once more to the one
 * that the answer names, or that the directory names by then. Never further, so that no question can go round.
 */
public final class Route {
    private final Owners owners;
    private final int partitions;
    private final @Nullable String self;

    /**
     * @param partitions number of partitions
     * @param self where other instances reach this one
     */
    public Route(Owners owners, int partitions, @Nullable String self) {
        this.owners = owners;
        this.partitions = partitions;
        this.self = self;
    }

    /** The answer of the owner; a question that is put to it twice must bear that. */
    public <T> Reply<T> ask(int partition, Function<String, Reply<T>> question) {
        String first = ownerOf(partition);
        if (first == null || first.equals(self)) {
            return new NotHere<>(null);
        }
        Reply<T> reply = question.apply(first);
        String second = switch (reply) {
            case Reply.Answered<T> _ -> null;
            case NotHere<T>(String owner) -> owner;
            case NotAsked<T> _, Unknown<T> _ -> ownerOf(partition);
        };
        if (second == null || second.equals(first) || second.equals(self)) {
            return reply;
        }
        Reply<T> redirected = question.apply(second);
        return reply instanceof Unknown<T> && !(redirected instanceof Reply.Answered<T>) ? reply : redirected;
    }

    /** The owner of a partition as this instance knows it; absent if that is itself. */
    public @Nullable String otherOwnerOf(int partition) {
        String owner = ownerOf(partition);
        return Objects.equals(owner, self) ? null : owner;
    }

    /** Every other instance that owns a partition. */
    public Set<String> others() {
        return IntStream.range(0, partitions)
                .mapToObj(this::otherOwnerOf)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    private @Nullable String ownerOf(int partition) {
        return owners.ownerOf(partition).map(Owner::address).orElse(null);
    }
}
