package io.docket.eventstore.verify;

import java.io.PrintStream;
import java.util.List;
import java.util.Objects;

/**
 * The reports of all partitions as a person reads them.
 *
 * @param name which log it is
 * @param reports one a partition
 */
record ReportTable(LogName name, List<PartitionReport> reports) {
    private static final String ROW = "%9s  %12s  %11s  %12s  %-64s  %s%n";

    void print(PrintStream out) {
        out.printf("%s of cluster %s%n", name.topic(), Objects.requireNonNullElse(name.clusterId(), "(any)"));
        out.printf(ROW, "partition", "events", "checkpoints", "sealed", "head", "result");
        long events = 0;
        long unlinked = 0;
        long sealed = 0;
        for (PartitionReport report : reports) {
            events += report.events();
            unlinked += report.unlinked();
            sealed += report.sealed();
            out.printf(
                    ROW,
                    report.partition(),
                    report.events(),
                    report.checkpoints(),
                    report.sealed(),
                    report.head(),
                    report.fault() == null ? "intact" : report.fault().kind());
        }
        out.printf("%d events verified, %d of them sealed by a checkpoint", events, sealed);
        out.println(unlinked == 0 ? "." : ", " + unlinked + " written before the chain.");
        reports.stream().map(PartitionReport::fault).filter(Objects::nonNull).forEach(fault -> print(out, fault));
    }

    private static void print(PrintStream out, Fault fault) {
        if (fault.offset() < 0) {
            out.printf("%s in partition %d", fault.kind(), fault.partition());
        } else {
            out.printf("%s at %d-%d", fault.kind(), fault.partition(), fault.offset());
        }
        if (fault.eventId() != null) {
            out.printf(", event %s of %s, number %d", fault.eventId(), fault.subject(), fault.number());
        }
        out.printf(": %s%n", fault.detail());
    }
}
