package io.docket.eventstore.bench.producers;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A writer in a process of its own that opens a transaction, says so, and waits to be killed. */
final class OpenTransaction {
    static final String OPEN = "open";

    private OpenTransaction() {}

    /** Arguments: address, transactional id, topic, partition. */
    public static void main(String[] arguments) throws InterruptedException {
        try (Producer<byte[], byte[]> producer = Producers.transactional(arguments[0], arguments[1])) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(arguments[2], Integer.parseInt(arguments[3]), new byte[1], new byte[1]));
            producer.flush();
            System.out.println(OPEN);
            Thread.sleep(Producers.TRANSACTION_TIMEOUT.multipliedBy(10));
        }
    }
}
