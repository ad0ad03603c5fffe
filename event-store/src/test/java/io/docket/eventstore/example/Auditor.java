package io.docket.eventstore.example;

import io.docket.contracts.chain.PublicKeys;
import io.docket.eventstore.verify.Fault;
import io.docket.eventstore.verify.KafkaLogSource;
import io.docket.eventstore.verify.LogName;
import io.docket.eventstore.verify.LogVerifier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Who proves a log, in a few lines. */
public final class Auditor {
    private Auditor() {}

    /** The first fault of each partition: none if the log is as it was written. */
    public static List<Fault> faults(String kafka, String events, String checkpoints, Path publicKey) {
        try (KafkaLogSource source = KafkaLogSource.open(kafka, Map.of(), events, checkpoints)) {
            LogName name = new LogName(source.clusterId(), events);
            PublicKeys keys = PublicKeys.in(List.of(publicKey));
            return new LogVerifier(name, keys)
                    .verify(source).stream()
                            .flatMap(report -> Stream.ofNullable(report.fault()))
                            .toList();
        }
    }
}
