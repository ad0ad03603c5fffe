package io.docket.projection.history.proof;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.ChainLink;
import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.RecordLink;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.proof.ProofScope;
import io.docket.contracts.proof.ProofTitle;
import io.docket.contracts.proof.ProofWriter;
import io.docket.kit.problem.Problems;
import io.docket.projection.history.proof.RootEvents.Places;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/** Makes proofs: what is asked for is checked and planned first, then written while the log is read. */
@ApplicationScoped
public class ProofMaker {
    private final RootEvents events;
    private final ProofLog log;
    private final ProofConfig config;

    public ProofMaker(RootEvents events, ProofLog log, ProofConfig config) {
        this.events = events;
        this.log = log;
        this.config = config;
    }

    /**
     * Plans the proof of the root that an entity belongs to.
     *
     * @param version version of the entity that the proof has to reach; 0: whatever there is
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 if there is no such entity or version, 409 if the log cannot
     *     show it, 422 if the proof would be too large
     */
    public Prepared prepare(String tenant, Subject subject, long version) {
        ProofScope scope = ProofScope.of(tenant, subject);
        Places places = events.find(scope, config.maxEvents());
        long reached = places.versions().getOrDefault(subject.toString(), 0L);
        if (reached < Math.max(1, version)) {
            throw Problems.notFound("There is no " + subject + (reached == 0 ? "" : " of version " + version));
        }
        try (ProofLog.Partition partition = log.open(places.partition())) {
            long first = places.offsets().getFirst();
            if (first < partition.beginning()) {
                throw Problems.conflict(
                        "not-in-log",
                        "The log no longer holds the first events of " + scope.root() + "; see the data lake");
            }
            ProofPlan plan = ProofPlan.of(places.offsets(), partition.checkpointsOver(first));
            if (plan.records() > config.maxRecords()) {
                throw Problems.unprocessable(
                        "proof-too-large",
                        "A proof of " + scope.root() + " leads over " + plan.records()
                                + " places of the log, the limit is " + config.maxRecords()
                                + "; verify the whole log instead",
                        List.of());
            }
            head(partition.records(first, first).next());
            return new Prepared(scope, places.partition(), plan, Instant.now());
        }
    }

    /** The head that an event names as the one before it. */
    private static ChainHead head(LoggedRecord logged) {
        ChainLink link = RecordLink.of(logged).link();
        try {
            return ChainHead.told(link.number() - 1, String.valueOf(link.prevHash()));
        } catch (IllegalArgumentException unlinked) {
            throw Problems.conflict(
                    "not-in-chain",
                    "The event at " + logged.partition() + "-" + logged.offset()
                            + " is not linked to the hash chain: only the whole log can be verified");
        }
    }

    /** A proof that can be written. */
    public final class Prepared {
        private final ProofScope scope;
        private final int number;
        private final ProofPlan plan;
        private final Instant at;

        private Prepared(ProofScope scope, int partition, ProofPlan plan, Instant at) {
            this.scope = scope;
            this.number = partition;
            this.plan = plan;
            this.at = at;
        }

        /** Writes it while the log is read; what breaks off is no proof. */
        public void write(OutputStream out) throws IOException {
            ProofLog.Name name = log.name();
            ProofTitle title = new ProofTitle(
                    ProofTitle.FORMAT,
                    scope.root().toString(),
                    scope.tenant(),
                    name.cluster(),
                    name.topic(),
                    number,
                    at);
            try (ProofLog.Partition partition = log.open(number);
                    ProofWriter writer = new ProofWriter(out, scope, title)) {
                for (ProofPlan.Span span : plan.spans()) {
                    Iterator<LoggedRecord> records = partition.records(span.from(), span.to());
                    LoggedRecord first = records.next();
                    writer.beginSpan(head(first));
                    writer.add(first);
                    while (records.hasNext()) {
                        writer.add(records.next());
                    }
                    writer.endSpan(span.checkpoint());
                }
                writer.end();
            }
        }
    }
}
