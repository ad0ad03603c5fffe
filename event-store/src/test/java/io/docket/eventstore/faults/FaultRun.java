package io.docket.eventstore.faults;

import static org.awaitility.Awaitility.await;

import io.docket.eventstore.faults.InstanceFaults.Fault;
import io.docket.eventstore.faults.TakeOvers.TakeOver;
import io.docket.eventstore.faults.broker.Cluster;
import io.docket.eventstore.faults.check.Evidence;
import io.docket.eventstore.faults.check.LogContents;
import io.docket.eventstore.faults.instance.FaultsLog;
import io.docket.eventstore.faults.instance.Instance;
import io.docket.eventstore.faults.instance.Reports;
import io.docket.eventstore.faults.load.Load;
import io.docket.eventstore.faults.proxy.Misfortunes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Three brokers, three instances, a bad network and 64 writers: starts them, lets things go wrong, heals, looks. */
final class FaultRun implements AutoCloseable {
    private static final int BROKERS = 3;
    private static final int INSTANCES = 3;
    private static final int WRITERS = 64;
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration HEAL_LIMIT = Duration.ofSeconds(120);

    /** Few enough that a busy machine sees a whole round in the time that there is. */
    private static final List<Fault> CARDS = List.of(
            Fault.STOPPED_UNTIL_REPLACED,
            Fault.STOPPED_UNTIL_REPLACED,
            Fault.STOPPED_UNTIL_REPLACED,
            Fault.STOPPED_UNTIL_REPLACED,
            Fault.STOPPED_BRIEFLY,
            Fault.KILLED,
            Fault.SENT_AWAY);

    private final Settings settings;
    private final Misfortunes misfortunes;
    private final Reports reports = new Reports();
    private final Cluster cluster;
    private final List<Instance> instances;
    private final InstanceFaults instanceFaults;
    private final BrokerFaults brokerFaults;
    private final Schedule instanceSchedule;
    private final Schedule brokerSchedule;

    FaultRun(Settings settings, Path folder) {
        this.settings = settings;
        this.misfortunes = new Misfortunes(settings.seed());
        this.cluster = Cluster.behindProxies(BROKERS, folder, misfortunes);
        this.instances = IntStream.rangeClosed(1, INSTANCES)
                .mapToObj(number -> new Instance(number, cluster.bootstrapServers(), folder, reports))
                .toList();
        this.instanceSchedule = new Schedule(settings.seed() + 1);
        this.brokerSchedule = new Schedule(settings.seed() + 2);
        this.instanceFaults = new InstanceFaults(
                instances,
                FaultsLog.PARTITIONS,
                this::takeOvers,
                instanceSchedule,
                new Deck(CARDS, instanceSchedule)::next);
        this.brokerFaults = new BrokerFaults(cluster, FaultsLog.EVENTS.name(), brokerSchedule);
    }

    private List<TakeOver> takeOvers() {
        return reports.tenures().stream()
                .map(tenure -> new TakeOver(Instance.nameOf(tenure.instance()), tenure.partition(), tenure.nanos()))
                .toList();
    }

    /** Does it all and says what there is to be said about it. */
    Result run() throws InterruptedException {
        instances.forEach(Instance::start);
        await().atMost(START_LIMIT).until(instanceFaults::allServed);
        Load load = new Load(WRITERS, instances, settings.seed());
        new Trouble(settings, misfortunes).run(instanceFaults, brokerFaults, this::enough);
        heal();
        load.finish(HEAL_LIMIT);
        LogContents log = new LogContents(cluster.internal());
        Evidence evidence =
                new Evidence(load.history(), log.events(), log.outcomes(), reports.tenures(), heads(load.streams()));
        Map<String, Long> counts = new TreeMap<>(instanceSchedule.counts());
        counts.putAll(brokerSchedule.counts());
        counts.putAll(misfortunes.counts());
        Report report = new Report(settings)
                .answers(load.history())
                .counts(counts)
                .line("changes of ownership", reports.tenures().size());
        return new Result(evidence, reports.overdue(), counts, misfortunes.missing(), report);
    }

    private boolean enough() {
        return instanceSchedule.count(InstanceFaults.FENCINGS) >= settings.fencings()
                && instanceSchedule.count(InstanceFaults.KILLS) > 0
                && instanceSchedule.count(InstanceFaults.REBALANCES) > 0
                && misfortunes.missing().isEmpty();
    }

    /**
     * The end of a run.
     *
     * @param evidence what has to agree
     * @param overdue appends that got no answer
     * @param counts how often what went wrong
     * @param missing misfortunes of the network that did not happen
     * @param report figures
     */
    record Result(
            Evidence evidence, List<String> overdue, Map<String, Long> counts, List<String> missing, Report report) {
        long count(String what) {
            return counts.getOrDefault(what, 0L);
        }
    }

    private void heal() throws InterruptedException {
        instanceSchedule.say("healed", "all");
        brokerFaults.awaitWhole(HEAL_LIMIT);
        await().atMost(HEAL_LIMIT).until(instanceFaults::allServed);
    }

    private Map<String, Long> heads(Set<String> streams) {
        Map<String, Long> heads = new HashMap<>();
        for (String stream : streams) {
            instances.stream()
                    .map(instance -> instance.head(stream))
                    .filter(OptionalLong::isPresent)
                    .findFirst()
                    .ifPresent(head -> heads.put(stream, head.getAsLong()));
        }
        return heads;
    }

    @Override
    public void close() {
        instances.stream().filter(Instance::alive).forEach(Instance::kill);
        cluster.close();
    }
}
