package io.docket.projection;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.topic.Topics;
import io.docket.projection.view.LogEvent;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Writes a log to measure with: every partition gets its cases, in transactions. Arguments: Kafka, topic (created where
 * it is missing), cases in each partition, and if wanted how many of them at a time.
 */
public final class WriteLog {
    private static final int TRANSACTION = 200;

    private WriteLog() {}

    public static void main(String[] arguments) throws Exception {
        int cases = Integer.parseInt(arguments[2]);
        int atOnce = arguments.length > 3 ? Integer.parseInt(arguments[3]) : LoanWork.OPEN_AT_ONCE;
        System.out.println("events=" + write(arguments[0], arguments[1], cases, atOnce));
    }

    /** Writes the log; how many events it has. */
    public static long write(String kafka, String topic, int cases, int atOnce) throws Exception {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", kafka);
        properties.put("transactional.id", "write-log-" + topic);
        try (Admin admin = Admin.create(properties)) {
            if (!admin.listTopics().names().get().contains(topic)) {
                admin.createTopics(List.of(new NewTopic(topic, Topics.PARTITIONS, (short) 1)))
                        .all()
                        .get();
            }
        }
        long written = 0;
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int partition = 0; partition < Topics.PARTITIONS; partition++) {
                List<LogEvent> events = new LoanWork("acme", partition, partition, atOnce).cases(cases);
                for (int from = 0; from < events.size(); from += TRANSACTION) {
                    producer.beginTransaction();
                    for (LogEvent event : events.subList(from, Math.min(from + TRANSACTION, events.size()))) {
                        producer.send(record(topic, event));
                        written++;
                    }
                    producer.commitTransaction();
                }
            }
        }
        return written;
    }

    /** Deletes a log. */
    public static void drop(String kafka, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    /** The record of an event. */
    public static ProducerRecord<String, byte[]> record(String topic, LogEvent event) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                topic,
                event.position().partition(),
                event.envelope().root(),
                event.envelope().data());
        for (Map.Entry<String, byte[]> header :
                CloudEventHeaders.write(event.envelope()).entrySet()) {
            record.headers().add(header.getKey(), header.getValue());
        }
        return record;
    }
}
