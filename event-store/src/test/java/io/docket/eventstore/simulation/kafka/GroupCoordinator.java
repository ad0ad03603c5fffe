package io.docket.eventstore.simulation.kafka;

import io.docket.eventstore.simulation.schedule.Chance;
import io.docket.eventstore.simulation.schedule.Life;
import io.docket.eventstore.simulation.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A consumer group of the classic protocol with cooperative assignment and static members: a partition that moves is
 * first taken from its owner, and given to the next one in another generation. A member that starts again under its
 * name gets its assignment back at once, and its former incarnation is fenced.
 */
public final class GroupCoordinator {
    private static final long TICK_NANOS = 500_000_000;
    private static final String NEW = "";

    private final Schedule schedule;
    private final Chance chance;
    private final Network network;
    private final int partitions;
    private final long sessionNanos;
    private final Map<String, Member> members = new TreeMap<>();
    private int generation;
    private int incarnations;
    private boolean preparing;
    private boolean shuffle;

    /** What a member is told. */
    enum Verdict {
        OK,
        /** The others have not joined yet. */
        WAIT,
        /** Join again. */
        REBALANCE,
        UNKNOWN_MEMBER,
        ILLEGAL_GENERATION,
        FENCED
    }

    /** Answer to a join: under which name the member is known, or why not. */
    record Joined(Verdict verdict, String memberId) {}

    /** Answer to a sync: the assignment, once the generation is complete. */
    record Synced(Verdict verdict, int generation, Set<Integer> assignment) {}

    private static final class Member {
        private final String memberId;
        private final Life life;
        private long seen;
        private boolean joined;
        private Set<Integer> claims = Set.of();
        private Set<Integer> assignment = Set.of();

        Member(String memberId, Life life) {
            this.memberId = memberId;
            this.life = life;
        }
    }

    GroupCoordinator(Schedule schedule, Chance chance, Network network, int partitions, Duration session) {
        this.schedule = schedule;
        this.chance = chance;
        this.network = network;
        this.partitions = partitions;
        this.sessionNanos = session.toNanos();
        schedule.after(TICK_NANOS, this::tick);
    }

    /** The process that owns a partition, as the group sees it. */
    public @Nullable Life owner(int partition) {
        return members.values().stream()
                .filter(member -> member.assignment.contains(partition))
                .map(member -> member.life)
                .findFirst()
                .orElse(null);
    }

    /** A process that has to give a partition away, and has not joined again without it. */
    public @Nullable Life givingAway() {
        return members.values().stream()
                .filter(member -> !preparing && !member.assignment.containsAll(member.claims))
                .map(member -> member.life)
                .findFirst()
                .orElse(null);
    }

    /** Assigns anew, and not as it was. */
    public void shuffle() {
        shuffle = true;
        prepare();
    }

    Joined join(String instance, String memberId, Set<Integer> owned, Life life) {
        Member known = members.get(instance);
        if (!memberId.equals(NEW)) {
            Verdict verdict = check(instance, memberId);
            if (verdict != Verdict.OK) {
                return new Joined(verdict, memberId);
            }
        }
        Member member = known;
        if (member == null || memberId.equals(NEW)) {
            member = new Member(instance + "-" + ++incarnations, life);
            members.put(instance, member);
            if (known != null && !preparing) {
                member.assignment = known.assignment;
                member.seen = schedule.now();
                return new Joined(Verdict.OK, member.memberId);
            }
        }
        prepare();
        member.seen = schedule.now();
        member.claims = Set.copyOf(owned);
        member.joined = true;
        completeIfAllJoined();
        return new Joined(Verdict.OK, member.memberId);
    }

    Synced sync(String instance, String memberId) {
        Verdict verdict = check(instance, memberId);
        if (verdict == Verdict.OK && preparing) {
            verdict = Objects.requireNonNull(members.get(instance)).joined ? Verdict.WAIT : Verdict.REBALANCE;
        }
        return new Synced(
                verdict,
                generation,
                verdict == Verdict.OK ? Objects.requireNonNull(members.get(instance)).assignment : Set.of());
    }

    Verdict heartbeat(String instance, String memberId, int memberGeneration) {
        Verdict verdict = check(instance, memberId);
        if (verdict != Verdict.OK) {
            return verdict;
        }
        Objects.requireNonNull(members.get(instance)).seen = schedule.now();
        return preparing || memberGeneration != generation ? Verdict.REBALANCE : Verdict.OK;
    }

    /** While the others join again, the owners of the present generation may still commit, which keeps their session, as in Kafka. */
    Verdict commit(String instance, String memberId, int memberGeneration) {
        Verdict verdict = check(instance, memberId);
        if (verdict != Verdict.OK || memberGeneration != generation) {
            return verdict == Verdict.OK ? Verdict.ILLEGAL_GENERATION : verdict;
        }
        Objects.requireNonNull(members.get(instance)).seen = schedule.now();
        return Verdict.OK;
    }

    /** As in Kafka, the offsets of a transaction are taken from any member of the present generation, and prove no life. */
    Verdict commitInTransaction(String instance, String memberId, int memberGeneration) {
        if (memberGeneration < 0 && members.isEmpty()) {
            return Verdict.OK;
        }
        Verdict verdict = check(instance, memberId);
        return verdict == Verdict.OK && memberGeneration != generation ? Verdict.ILLEGAL_GENERATION : verdict;
    }

    Verdict leave(String instance, String memberId) {
        Verdict verdict = check(instance, memberId);
        if (verdict == Verdict.OK) {
            remove(instance);
        }
        return verdict;
    }

    private Verdict check(String instance, String memberId) {
        Member known = members.get(instance);
        if (known == null) {
            return Verdict.UNKNOWN_MEMBER;
        }
        return known.memberId.equals(memberId) ? Verdict.OK : Verdict.FENCED;
    }

    private void tick() {
        if (!network.brokerDown()) {
            List<String> silent = members.entrySet().stream()
                    .filter(member -> member.getValue().seen + sessionNanos < schedule.now())
                    .map(Map.Entry::getKey)
                    .toList();
            silent.forEach(instance -> {
                schedule.trace(() -> "group: session of " + instance + " is over");
                remove(instance);
            });
        } else {
            // a coordinator that was away gives everybody a new session
            members.values().forEach(member -> member.seen = schedule.now());
        }
        schedule.after(TICK_NANOS, this::tick);
    }

    private void remove(String instance) {
        members.remove(instance);
        prepare();
        completeIfAllJoined();
    }

    private void prepare() {
        if (!preparing) {
            preparing = true;
            members.values().forEach(member -> member.joined = false);
        }
    }

    private void completeIfAllJoined() {
        if (members.isEmpty() || !members.values().stream().allMatch(member -> member.joined)) {
            return;
        }
        preparing = false;
        generation++;
        Map<Integer, Member> owners = new TreeMap<>();
        members.values().forEach(member -> member.claims.forEach(partition -> owners.put(partition, member)));
        Map<Integer, Member> targets = targets(owners);
        for (Member member : members.values()) {
            member.assignment = new TreeSet<>();
            targets.forEach((partition, target) -> {
                Member owner = owners.get(partition);
                if (target == member && (owner == null || owner == member)) {
                    member.assignment.add(partition);
                }
            });
        }
        shuffle = false;
        schedule.trace(() -> "group: generation " + generation + " "
                + members.values().stream()
                        .map(member -> member.memberId + "=" + member.assignment)
                        .toList());
    }

    /** Who shall have each partition: its owner as long as nobody has more than his share. */
    private Map<Integer, Member> targets(Map<Integer, Member> owners) {
        Map<Integer, Member> targets = new TreeMap<>();
        List<Member> all = new ArrayList<>(members.values());
        int share = (partitions + all.size() - 1) / all.size();
        for (int partition = 0; partition < partitions; partition++) {
            Member owner = owners.get(partition);
            List<Member> free = all.stream()
                    .filter(member -> targets.values().stream()
                                    .filter(other -> other == member)
                                    .count()
                            < share)
                    .toList();
            targets.put(partition, owner != null && free.contains(owner) && !shuffle ? owner : chance.oneOf(free));
        }
        return targets;
    }
}
