package io.docket.command.faults;

import static org.awaitility.Awaitility.await;

import io.docket.command.faults.check.Evidence;
import io.docket.command.faults.check.LoggedEvent;
import io.docket.command.faults.check.LoggedOutcome;
import io.docket.command.faults.check.Ownership;
import io.docket.command.faults.client.Clients;
import io.docket.command.faults.client.Story;
import io.docket.command.faults.service.OwnersWatch;
import io.docket.command.faults.service.ServiceInstance;
import io.docket.contracts.topic.Topics;
import io.docket.eventstore.faults.BrokerFaults;
import io.docket.eventstore.faults.Deck;
import io.docket.eventstore.faults.InstanceFaults;
import io.docket.eventstore.faults.InstanceFaults.Fault;
import io.docket.eventstore.faults.Schedule;
import io.docket.eventstore.faults.Settings;
import io.docket.eventstore.faults.Trouble;
import io.docket.eventstore.faults.broker.Cluster;
import io.docket.eventstore.faults.check.CommittedLog;
import io.docket.eventstore.faults.proxy.Misfortunes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Three brokers, three instances of the service, a bad network and 64 clients: starts them, lets things go wrong, heals, looks. */
final class ServiceRun implements AutoCloseable {
    private static final int BROKERS = 3;
    private static final int CLIENTS = 64;
    private static final int REPEATED = 1_000;
    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration HEAL_LIMIT = Duration.ofSeconds(180);

    private static final List<Fault> CARDS = List.of(
            Fault.STOPPED_UNTIL_REPLACED,
            Fault.STOPPED_UNTIL_REPLACED,
            Fault.STOPPED_BRIEFLY,
            Fault.KILLED,
            Fault.SENT_AWAY);

    private final Settings settings;
    private final Path folder;
    private final Misfortunes misfortunes;
    private final Cluster cluster;
    private final List<ServiceInstance> instances;
    private final Schedule instanceSchedule;
    private final Schedule brokerSchedule;

    ServiceRun(Settings settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
        this.misfortunes = new Misfortunes(settings.seed());
        this.cluster = Cluster.behindProxies(BROKERS, folder, misfortunes);
        this.instances = List.of(instance(1, "all"), instance(2, "all"), instance(3, "none"));
        this.instanceSchedule = new Schedule(settings.seed() + 1);
        this.brokerSchedule = new Schedule(settings.seed() + 2);
    }

    private ServiceInstance instance(int number, String standby) {
        return new ServiceInstance(number, cluster.bootstrapServers(), standby, folder);
    }

    /**
     * The end of a run.
     *
     * @param evidence what has to agree
     * @param ownership who wrote what
     * @param counts how often what went wrong
     * @param missing misfortunes of the network that did not happen
     */
    record Result(Evidence evidence, Ownership ownership, Map<String, Long> counts, List<String> missing) {
        long count(String what) {
            return counts.getOrDefault(what, 0L);
        }
    }

    /** Does it all. */
    Result run() throws InterruptedException, IOException {
        instances.forEach(ServiceInstance::start);
        Clients clients = new Clients(CLIENTS, instances, settings.seed());
        BrokerFaults brokerFaults = new BrokerFaults(cluster, Topics.EVENTS.name(), brokerSchedule);
        try (OwnersWatch owners = new OwnersWatch(cluster.internal(), instances)) {
            InstanceFaults instanceFaults = new InstanceFaults(
                    instances, Topics.PARTITIONS, owners, instanceSchedule, new Deck(CARDS, instanceSchedule)::next);
            await().atMost(START_LIMIT).until(instanceFaults::allServed);
            clients.start(START_LIMIT);
            new Trouble(settings, misfortunes).run(instanceFaults, brokerFaults, this::enough);
            brokerFaults.awaitWhole(HEAL_LIMIT);
            await().atMost(HEAL_LIMIT).until(instanceFaults::allServed);
        }
        clients.finish(HEAL_LIMIT);
        clients.farewell(HEAL_LIMIT);
        return result(clients.stories(), clients.repeat(REPEATED, HEAL_LIMIT));
    }

    private boolean enough() {
        return instanceSchedule.count(InstanceFaults.FENCINGS) >= settings.fencings()
                && instanceSchedule.count(InstanceFaults.KILLS) > 0
                && instanceSchedule.count(InstanceFaults.REBALANCES) > 0
                && misfortunes.missing().isEmpty();
    }

    /** Read when nobody writes any more. */
    private Result result(List<Story> stories, List<Story> repeats) throws IOException {
        await().atMost(HEAL_LIMIT)
                .until(() -> cluster.whole(Topics.EVENTS.name()) && cluster.whole(Topics.OWNERS.name()));
        CommittedLog log = new CommittedLog(cluster.internal(), Topics.PARTITIONS);
        List<LoggedEvent> events = log.read(Topics.EVENTS.name(), LoggedEvent::of).stream()
                .filter(event -> !event.stream().contains("/case-type/"))
                .toList();
        List<LoggedOutcome> outcomes = log.read(Topics.OUTCOMES.name(), LoggedOutcome::of);
        Map<String, Long> counts = new TreeMap<>(instanceSchedule.counts());
        counts.putAll(brokerSchedule.counts());
        counts.putAll(misfortunes.counts());
        return new Result(
                new Evidence(stories, repeats, events, outcomes),
                Ownership.read(
                        log.read(Topics.OWNERS.name(), kafka -> kafka),
                        cluster.nodes().getFirst().data()),
                counts,
                misfortunes.missing());
    }

    @Override
    public void close() {
        instances.stream().filter(ServiceInstance::alive).forEach(ServiceInstance::kill);
        cluster.close();
    }
}
