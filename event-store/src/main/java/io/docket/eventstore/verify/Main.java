package io.docket.eventstore.verify;

import io.docket.contracts.chain.PublicKeys;
import io.docket.contracts.topic.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** {@code verify}: tells on the command line whether a log is as it was written. */
public final class Main {
    private static final int INTACT = 0;
    private static final int FAULT = 1;
    private static final int NOT_VERIFIED = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.setProperty("slf4j.internal.verbosity", "ERROR"); // the clients' log is nobody's on a command line
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(Options.USAGE);
            return INTACT;
        }
        try {
            return run(Options.of(arguments, environment), out, err);
        } catch (IllegalArgumentException | KafkaException | IOException | UncheckedIOException e) {
            err.println("verify: " + e.getMessage());
            return NOT_VERIFIED;
        }
    }

    private static int run(Options options, PrintStream out, PrintStream err) throws IOException {
        String file = options.get("file");
        if (file != null) {
            try (LogExport export = LogExport.open(Path.of(file))) {
                LogName name = new LogName(
                        options.get("cluster") == null ? export.name().clusterId() : options.get("cluster"),
                        options.get("topic", export.name().topic()));
                return verify(name, export, options, out, err);
            }
        }
        return verifyTopic(options, out, err);
    }

    private static int verifyTopic(Options options, PrintStream out, PrintStream err) throws IOException {
        String kafka = options.get("kafka");
        if (kafka == null) {
            throw new IllegalArgumentException("where is Kafka? --kafka HOST:PORT, or DOCKET_KAFKA");
        }
        String topic = options.get("topic", Topics.EVENTS.name());
        try (KafkaLogSource source = KafkaLogSource.open(
                kafka,
                clientConfig(options),
                options.get("from-topic", topic),
                options.get("checkpoints", Topics.CHECKPOINTS.name()))) {
            LogName name = new LogName(options.get("cluster", source.clusterId()), topic);
            String export = options.get("export");
            if (export != null) {
                LogExport.write(name, source, Path.of(export));
                return INTACT;
            }
            return verify(name, source, options, out, err);
        }
    }

    private static int verify(LogName name, LogSource source, Options options, PrintStream out, PrintStream err) {
        LogVerifier verifier = new LogVerifier(name, PublicKeys.in(options.keys()), options.heads());
        List<PartitionReport> reports = verifier.verify(source);
        new ReportTable(name, reports).print(out);
        if (reports.stream().anyMatch(report -> report.fault() != null)) {
            return FAULT;
        }
        long events = reports.stream().mapToLong(PartitionReport::events).sum();
        boolean sealed = reports.stream().anyMatch(report -> report.sealed() > 0);
        if (events > 0 && !sealed && !options.keys().isEmpty()) {
            err.printf(
                    "verify: keys were given, but no checkpoint seals any of the %d events: there is none yet, or all are gone%n",
                    events);
            return NOT_VERIFIED;
        }
        return INTACT;
    }

    private static Map<String, String> clientConfig(Options options) throws IOException {
        String file = options.get("client-config");
        if (file == null) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
