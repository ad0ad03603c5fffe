package io.docket.eventstore.faults.broker;

import java.util.Properties;

/** Settings of a broker: as a careful operator would set them, with short timeouts so that a test sees many faults. */
final class BrokerSettings {
    private BrokerSettings() {}

    /**
     * @param ports ports of this broker
     * @param advertised port that clients are told: the proxy's, or the broker's own
     * @param voters every controller as {@code id@host:port}
     */
    static Properties of(int id, Ports ports, int advertised, String voters, int brokers) {
        Properties settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", Integer.toString(id));
        settings.setProperty("controller.quorum.voters", voters);
        settings.setProperty(
                "listeners",
                "CLIENT://127.0.0.1:%d,INTERNAL://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                        .formatted(ports.client(), ports.internal(), ports.controller()));
        settings.setProperty(
                "advertised.listeners",
                "CLIENT://127.0.0.1:%d,INTERNAL://127.0.0.1:%d".formatted(advertised, ports.internal()));
        settings.setProperty(
                "listener.security.protocol.map", "CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty("inter.broker.listener.name", "INTERNAL");
        settings.setProperty("auto.create.topics.enable", "false");
        durable(settings, brokers);
        quick(settings);
        small(settings);
        return settings;
    }

    private static void durable(Properties settings, int brokers) {
        String inSync = Integer.toString(brokers / 2 + 1);
        for (String topic : new String[] {"offsets.topic", "transaction.state.log", "share.coordinator.state.topic"}) {
            settings.setProperty(topic + ".replication.factor", Integer.toString(brokers));
            settings.setProperty(topic + ".num.partitions", "3");
        }
        settings.setProperty("default.replication.factor", Integer.toString(brokers));
        settings.setProperty("min.insync.replicas", inSync);
        settings.setProperty("transaction.state.log.min.isr", inSync);
        settings.setProperty("share.coordinator.state.topic.min.isr", inSync);
        settings.setProperty("unclean.leader.election.enable", "false");
    }

    private static void quick(Properties settings) {
        settings.setProperty("broker.session.timeout.ms", "3000");
        settings.setProperty("broker.heartbeat.interval.ms", "500");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("group.min.session.timeout.ms", "1000");
        settings.setProperty("add.partitions.to.txn.retry.backoff.ms", "1");
        settings.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
    }

    private static void small(Properties settings) {
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "2");
        settings.setProperty("log.cleaner.dedupe.buffer.size", "4194304");
        settings.setProperty("log.index.size.max.bytes", "1048576");
        settings.setProperty("log.segment.bytes", "134217728");
    }
}
