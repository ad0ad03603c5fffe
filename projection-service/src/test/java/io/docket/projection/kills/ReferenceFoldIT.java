package io.docket.projection.kills;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.projection.apply.Instance;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.redis.RedisStore;
import io.docket.projection.view.LogEvent;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the size of the batches, what is stored is the fold of the log by code that shares nothing with the service. */
class ReferenceFoldIT {
    private static final int EVENTS = 1_500;
    private static final int PARTITION = 1;

    @ParameterizedTest
    @ValueSource(ints = {17, 1_000})
    void the_views_are_the_fold_of_the_log(int batch) {
        AllSorts work = new AllSorts("acme", PARTITION, batch);
        List<LogEvent> log = Stream.generate(work::next).limit(EVENTS).toList();
        ReferenceFold expected = new ReferenceFold();
        log.forEach(event -> expected.apply(logged(event)));
        try (MongoStore mongo = new MongoStore();
                RedisStore redis = new RedisStore();
                StoredViews stored = StoredViews.beside(mongo.name(), redis.prefix())) {
            redis.look(mongo.documents(), mongo.positions());
            redis.look(mongo.documents(), mongo.positions());

            new Instance(mongo, redis.views(), PARTITION).apply(log, batch);

            Comparison.compare(stored, expected);
        }
    }

    @Test
    void the_comparison_notices_what_is_changed_in_one_document_and_in_one_key() {
        AllSorts work = new AllSorts("acme", PARTITION, 5);
        List<LogEvent> log = Stream.generate(work::next).limit(200).toList();
        ReferenceFold expected = new ReferenceFold();
        log.forEach(event -> expected.apply(logged(event)));
        try (MongoStore mongo = new MongoStore();
                RedisStore redis = new RedisStore();
                StoredViews stored = StoredViews.beside(mongo.name(), redis.prefix())) {
            redis.look(mongo.documents(), mongo.positions());
            redis.look(mongo.documents(), mongo.positions());
            new Instance(mongo, redis.views(), PARTITION).apply(log, 50);
            Comparison.compare(stored, expected);

            stored.count("acme:stats", "cases", 1);
            assertThatThrownBy(() -> Comparison.compare(stored, expected)).isInstanceOf(AssertionError.class);
            stored.count("acme:stats", "cases", -1);
            Comparison.compare(stored, expected);
            stored.addComment(
                    expected.documents.get("cases").keySet().iterator().next(), "foreign");
            assertThatThrownBy(() -> Comparison.compare(stored, expected)).isInstanceOf(AssertionError.class);
        }
    }

    private static LoggedEvent logged(LogEvent event) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                "log",
                event.position().partition(),
                event.position().offset(),
                event.envelope().root(),
                event.envelope().data());
        CloudEventHeaders.write(event.envelope())
                .forEach((name, value) -> record.headers().add(name, value));
        return LoggedEvent.of(record);
    }
}
