package io.docket.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.Committed;
import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.simulation.Workload.Command;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands one after the other, each again under its key until it has an answer that settles it. A loyal client
 * stays with an instance until that says that it is not the owner, and so finds the former owner first. Some go where the
 * directory of an instance sends them, and nowhere else.
 */
final class Client {
    private static final int PATIENCE_LEAST_MILLIS = 200;
    private static final int PATIENCE_MOST_MILLIS = 30_000;
    private static final int ASK_THE_OWNER_PERCENT = 80;
    private static final int LOYAL_PERCENT = 50;
    private static final int ROUTED_PERCENT = 30;
    private static final int CHECK_ALL_PERCENT = 10;

    private final Schedule schedule;
    private final Chance chance;
    private final Fleet fleet;
    private final Ledger ledger;
    private final Workload workload;
    private final int partitions;
    private final boolean loyal;
    private final boolean routed;
    private final Map<Integer, Integer> known = new HashMap<>();

    Client(Schedule schedule, Chance chance, Fleet fleet, Ledger ledger, Workload workload, int partitions) {
        this.schedule = schedule;
        this.chance = chance;
        this.fleet = fleet;
        this.ledger = ledger;
        this.workload = workload;
        this.partitions = partitions;
        this.loyal = chance.percent(LOYAL_PERCENT);
        this.routed = chance.percent(ROUTED_PERCENT);
    }

    void run(int commands, int thinkMillis) {
        for (int i = 0; i < commands; i++) {
            schedule.sleep(chance.millis(1, thinkMillis));
            Command command = workload.next();
            while (!settled(command)) {
                schedule.sleep(chance.millis(10, 1_000));
            }
        }
    }

    private boolean settled(Command command) {
        int partition = Workload.partitionOf(Workload.streamOf(command.root()), partitions);
        OptionalInt number = choose(partition);
        if (number.isEmpty()) {
            return false;
        }
        Instance instance = fleet.instance(number.getAsInt());
        if (!schedule.await(instance::answers, chance.millis(PATIENCE_LEAST_MILLIS, PATIENCE_MOST_MILLIS))) {
            known.remove(partition);
            return false;
        }
        Attempt attempt = send(command, instance, partition);
        if (attempt == null) {
            known.remove(partition);
            return false;
        }
        schedule.await(
                () -> attempt.answered() || instance.life().dead(),
                chance.millis(PATIENCE_LEAST_MILLIS, PATIENCE_MOST_MILLIS));
        schedule.trace(() -> "client: " + attempt + " on " + instance.life().name() + " -> "
                + (attempt.answered() ? attempt.committed() + " " + attempt.failure() : "no answer"));
        if (attempt.failure() instanceof NotOwnerException) {
            known.remove(partition);
        }
        if (chance.percent(CHECK_ALL_PERCENT)) {
            fleet.checkAll();
        }
        return settles(command, attempt);
    }

    private OptionalInt choose(int partition) {
        if (routed) {
            return fleet.routed(partition);
        }
        return OptionalInt.of(loyal ? known.computeIfAbsent(partition, this::ask) : ask(partition));
    }

    private int ask(int partition) {
        return chance.percent(ASK_THE_OWNER_PERCENT) ? fleet.owner(partition) : chance.below(fleet.size());
    }

    private @Nullable Attempt send(Command command, Instance instance, int partition) {
        try {
            fleet.check(instance, partition);
            Attempt attempt = ledger.attempt(
                    workload.decide(command, ledger.nextNumber(), stream -> instance.head(partition, stream)));
            schedule.trace(() -> "client: " + attempt + " to " + instance.life().name());
            attempt.sent(instance.append(partition, attempt.request()));
            return attempt;
        } catch (EventStoreException e) {
            return null;
        }
    }

    private boolean settles(Command command, Attempt attempt) {
        Committed committed = attempt.committed();
        if (committed != null) {
            ledger.acknowledged(attempt, committed);
            return true;
        }
        if (attempt.failure() instanceof DuplicateKeyException duplicate) {
            Attempt first = ledger.attempts().stream()
                    .filter(other -> other.wrote(duplicate.first().outcome().body()))
                    .findFirst()
                    .orElseThrow();
            assertThat(first.outcome().key()).as("first outcome of %s", attempt).isEqualTo(command.key());
            return true;
        }
        boolean mayBeWritten = !attempt.answered() || attempt.failure() instanceof UnknownOutcomeException;
        return command.key() == null && mayBeWritten;
    }
}
