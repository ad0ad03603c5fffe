package io.docket.projection.generations;

import io.docket.projection.apply.Positions;
import io.docket.projection.apply.StoredPosition;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The positions of generations that are behind and move together. */
final class BehindPositions implements Positions {
    private final Accounts accounts;
    private final Set<String> collections;

    BehindPositions(Accounts accounts, Set<String> collections) {
        this.accounts = accounts;
        this.collections = Set.copyOf(collections);
    }

    @Override
    public Uni<Map<Integer, StoredPosition>> read(Set<Integer> partitions) {
        return readAll().map(all -> {
            Map<Integer, StoredPosition> found = new HashMap<>(all);
            found.keySet().retainAll(partitions);
            return found;
        });
    }

    @Override
    public Uni<Map<Integer, StoredPosition>> readAll() {
        return accounts.readAll().map(all -> {
            Map<Integer, StoredPosition> positions = new HashMap<>();
            all.forEach((partition, account) -> positions.put(partition, position(account)));
            return positions;
        });
    }

    @Override
    public Uni<Boolean> advance(int partition, long expectedNext, StoredPosition position) {
        return accounts.advance(partition, collections, expectedNext, position);
    }

    private StoredPosition position(Account account) {
        Account.Behind first = collections.stream()
                .map(account::behindOf)
                .min((one, other) -> Long.compare(one.next(), other.next()))
                .orElse(Account.Behind.START);
        return new StoredPosition(first.next(), first.safe());
    }
}
