package io.docket.eventstore.bench.encoding;

import io.docket.contracts.envelope.EventEnvelope;
import io.docket.eventstore.bench.Session;
import io.docket.eventstore.bench.appends.BenchEvents;
import io.docket.eventstore.internal.record.EventRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Encoding of one event with a full envelope; the native twin makes the same Kafka record from bytes at hand. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 10, time = 1)
public class EncodingBenchmark {
    private static final String TABLE = "Encoding of an event (JMH)";

    private final EventEnvelope envelope = BenchEvents.credited("account", 7);
    private final EventRecord encoded = EventRecord.of(envelope);
    private final byte[] key = {1, 2, 3, 4, 5, 6, 7};

    @Benchmark
    public EventRecord envelopeToRecord() {
        return EventRecord.of(envelope);
    }

    @Benchmark
    public ProducerRecord<byte[], byte[]> recordToKafka() {
        return encoded.toKafka("topic", 3);
    }

    @Benchmark
    public ProducerRecord<byte[], byte[]> twinKafkaRecordWithoutHeaders() {
        return new ProducerRecord<>("topic", 3, 0L, key, encoded.value());
    }

    public static void run(Session session) throws Exception {
        var options = new OptionsBuilder()
                .include(EncodingBenchmark.class.getSimpleName())
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        for (RunResult result : new Runner(options).run()) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("ns", result.getPrimaryResult().getScore());
            figures.put("± ns", result.getPrimaryResult().getScoreError());
            figures.put(
                    "bytes allocated",
                    result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
            String name = result.getPrimaryResult().getLabel();
            session.report().add(TABLE, name, figures);
        }
    }
}
