package io.docket.eventstore.simulation;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.AppendRequest;
import io.docket.eventstore.DuplicateKeyException;
import io.docket.eventstore.EventStoreException;
import io.docket.eventstore.NotOwnerException;
import io.docket.eventstore.UnknownOutcomeException;
import io.docket.eventstore.simulation.Attempt.Look;
import io.docket.eventstore.simulation.Happenings.Kind;
import io.docket.eventstore.simulation.Workload.Command;
import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends commands one after the other, each again under its key until it has an answer that settles it. A loyal client
 * stays with an instance until that says that it is not the owner, and so finds the former owner first. Some go where the
 * directory of an instance sends them, and nowhere else. Now and then one repeats what came to its end before, or stores a
 * snapshot of what it works on, or of what it worked on before. In some runs clients think for a while, as long as
 * there is trouble, between what they saw and what they want written.
 */
final class Client {
    private static final int PATIENCE_LEAST_MILLIS = 200;
    private static final int PATIENCE_MOST_MILLIS = 30_000;
    private static final int ASK_THE_OWNER_PERCENT = 80;
    private static final int LOYAL_PERCENT = 50;
    private static final int ROUTED_PERCENT = 30;
    private static final int CHECK_ALL_PERCENT = 10;
    private static final int REPEAT_PERCENT = 15;
    private static final int SNAPSHOT_PERCENT = 20;
    private static final int LATE_SNAPSHOT_PERCENT = 30;
    private static final int PONDER_PERCENT = 90;
    private static final int PONDER_LEAST_MILLIS = 5_000;
    private static final int PONDER_MOST_MILLIS = 15_000;
    private static final int AWAY_LEAST_MILLIS = 1_000;
    private static final int AWAY_MOST_MILLIS = 5_000;

    private final Schedule schedule;
    private final Chance chance;
    private final Fleet fleet;
    private final Ledger ledger;
    private final Checker checker;
    private final Happenings happenings;
    private final Workload workload;
    private final int partitions;
    private final boolean loyal;
    private final boolean routed;
    private final BooleanSupplier pondering;
    private final Map<Integer, Integer> known = new HashMap<>();
    private final Map<String, EntityState> loaded = new HashMap<>();
    private @Nullable Command pondered;

    Client(
            Schedule schedule,
            Chance chance,
            Fleet fleet,
            Ledger ledger,
            Checker checker,
            Happenings happenings,
            Workload workload,
            int partitions,
            BooleanSupplier pondering) {
        this.schedule = schedule;
        this.chance = chance;
        this.fleet = fleet;
        this.ledger = ledger;
        this.checker = checker;
        this.happenings = happenings;
        this.workload = workload;
        this.partitions = partitions;
        this.pondering = pondering;
        this.loyal = chance.percent(LOYAL_PERCENT);
        this.routed = chance.percent(ROUTED_PERCENT);
    }

    void run(int commands, int thinkMillis) {
        for (int i = 0; i < commands; i++) {
            schedule.sleep(chance.millis(1, thinkMillis));
            if (!ledger.settled().isEmpty() && chance.percent(REPEAT_PERCENT)) {
                settled(chance.oneOf(ledger.settled()));
            }
            Command command = workload.next();
            while (!settled(command)) {
                schedule.sleep(chance.millis(10, 1_000));
            }
            ledger.settled(command);
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
            long tenure = instance.tenure();
            Look look = look(command, instance, partition);
            List<EventEnvelope> decided = workload.decide(
                    command, stream -> load(instance, partition, stream).version());
            if (mayPonder(command) && chance.percent(PONDER_PERCENT) && !ponder(instance, partition, tenure)) {
                return null;
            }
            AppendRequest request = Workload.request(command, decided, ledger.nextNumber(), tenure);
            Attempt attempt = ledger.attempt(request, instance.now());
            attempt.decidedOn(look);
            schedule.trace(() -> "client: " + attempt + " to " + instance.life().name());
            attempt.sent(instance.append(partition, attempt.request()));
            return attempt;
        } catch (EventStoreException e) {
            return null;
        }
    }

    /** The first time alone: who thinks again after each lost race never comes to an end. */
    private boolean mayPonder(Command command) {
        boolean may = pondering.getAsBoolean() && command != pondered;
        pondered = command;
        return may;
    }

    /** Thinks, often until the partition was away and is back; false if the instance is gone meanwhile. */
    private boolean ponder(Instance instance, int partition, long tenure) {
        fleet.rearrange();
        ponderUntil(() -> instance.life().dead() || !instance.reads(partition));
        schedule.sleep(chance.millis(AWAY_LEAST_MILLIS, AWAY_MOST_MILLIS));
        fleet.rearrange();
        ponderUntil(() -> instance.life().dead() || (instance.tenure() != tenure && instance.reads(partition)));
        return instance.answers();
    }

    private void ponderUntil(BooleanSupplier enough) {
        schedule.await(
                () -> !pondering.getAsBoolean() || enough.getAsBoolean(),
                chance.millis(PONDER_LEAST_MILLIS, PONDER_MOST_MILLIS));
    }

    private static Look look(Command command, Instance instance, int partition) {
        String root = Workload.streamOf(command.root());
        return new Look(root, instance.head(partition, root), instance.life());
    }

    private EntityState load(Instance instance, int partition, String stream) {
        if (instance.hasSnapshot(partition, stream)) {
            happenings.note(Kind.LOADED_FROM_SNAPSHOT);
        }
        EntityState state = instance.load(partition, stream);
        checker.loaded(partition, stream, state);
        EntityState before = loaded.put(stream, state);
        if (chance.percent(SNAPSHOT_PERCENT)) {
            boolean late = before != null && chance.percent(LATE_SNAPSHOT_PERCENT);
            instance.storeSnapshot(partition, stream, late ? before : state);
            happenings.note(Kind.SNAPSHOT_STORED);
        }
        return state;
    }

    private static boolean settles(Command command, Attempt attempt) {
        if (attempt.committed() != null || attempt.failure() instanceof DuplicateKeyException) {
            return true;
        }
        boolean mayBeWritten = !attempt.answered() || attempt.failure() instanceof UnknownOutcomeException;
        return command.key() == null && mayBeWritten;
    }
}
