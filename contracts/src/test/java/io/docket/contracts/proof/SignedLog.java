package io.docket.contracts.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.Checkpoint;
import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.LoggedRecord.Header;
import io.docket.contracts.chain.PublicKeys;
import io.docket.contracts.chain.RecordLink;
import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.EventEnvelope;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.id.EntityId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A partition of a log in memory, chained and sealed as the store does it, and proofs from it. */
public final class SignedLog {
    static final String CLUSTER = "cluster-1";

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final String cluster;
    private final String topic;
    private final int partition;
    private final int perTransaction;
    private final List<LoggedRecord> records = new ArrayList<>();
    private final List<SignedCheckpoint> checkpoints = new ArrayList<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final KeyPair keys = newKeys();
    private ChainHead head;

    SignedLog() {
        this(CLUSTER, "events", 3, 1);
    }

    /**
     * An empty partition.
     *
     * @param perTransaction events in each transaction, whose mark takes an offset
     */
    public SignedLog(String cluster, String topic, int partition, int perTransaction) {
        this.cluster = cluster;
        this.topic = topic;
        this.partition = partition;
        this.perTransaction = perTransaction;
        this.head = ChainHead.genesis(topic, partition);
    }

    /** What was written. */
    public List<LoggedRecord> records() {
        return records;
    }

    /** The checkpoints over it. */
    public List<SignedCheckpoint> checkpoints() {
        return checkpoints;
    }

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next event of an entity. */
    public SignedLog event(String tenant, String text) {
        Subject subject = Subject.parse(text);
        int index = records.size();
        EventEnvelope envelope = new EventEnvelope(
                "event-" + index,
                EventEnvelope.COMMAND_SERVICE,
                "docket." + subject.entity() + ".changed.v1",
                subject,
                EntityId.rootOf(subject.id()),
                START.plusSeconds(index),
                versions.merge(tenant + text, 1L, Long::sum),
                tenant,
                "somebody",
                null,
                "command",
                "correlation",
                "cause",
                0,
                null,
                null,
                null,
                null,
                ("{\"secret of\":\"" + tenant + " " + text + " ä\"}").getBytes(UTF_8));
        List<Header> headers = new ArrayList<>();
        CloudEventHeaders.write(envelope).forEach((name, value) -> headers.add(new Header(name, value)));
        head.link().forEach((name, value) -> headers.add(new Header(name, value)));
        LoggedRecord logged = new LoggedRecord(
                partition, index + index / perTransaction, envelope.root().getBytes(UTF_8), envelope.data(), headers);
        RecordLink link = RecordLink.of(logged);
        head = head.after(link.link(), link.digest());
        records.add(logged);
        return this;
    }

    /** A checkpoint over everything so far. */
    public SignedLog seal() {
        checkpoints.add(sign(checkpoint(cluster)));
        return this;
    }

    Checkpoint checkpoint(String ofCluster) {
        return new Checkpoint(
                ofCluster, topic, partition, records.getLast().offset(), head.number(), head.hex(), 1_700_000_000_000L);
    }

    SignedCheckpoint sign(Checkpoint checkpoint) {
        try {
            Signature signature = Signature.getInstance(SignedCheckpoint.ALGORITHM);
            signature.initSign(keys.getPrivate());
            signature.update(checkpoint.canonical());
            return new SignedCheckpoint(
                    checkpoint,
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256")
                                    .digest(keys.getPublic().getEncoded())),
                    HexFormat.of().formatHex(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What an auditor has of the keys. */
    public PublicKeys publicKeys(Path folder) throws IOException {
        Path file = folder.resolve("checkpoint.pub.pem");
        Files.writeString(
                file,
                "-----BEGIN PUBLIC KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(keys.getPublic().getEncoded())
                        + "\n-----END PUBLIC KEY-----\n");
        return PublicKeys.in(List.of(file));
    }

    /** Writes the proof of a root: from each of its events to the next checkpoint. */
    public void prove(ProofScope scope, OutputStream out) throws IOException {
        ProofTitle title = new ProofTitle(
                ProofTitle.FORMAT, scope.root().toString(), scope.tenant(), cluster, topic, partition, START);
        try (ProofWriter writer = new ProofWriter(out, scope, title)) {
            int next = 0;
            for (SignedCheckpoint checkpoint : checkpoints) {
                next = span(writer, scope, next, upTo(checkpoint.checkpoint().offset()), checkpoint);
            }
            span(writer, scope, next, records.size(), null);
            writer.end();
        }
    }

    /** How many records lie up to an offset. */
    private int upTo(long offset) {
        return (int)
                records.stream().filter(logged -> logged.offset() <= offset).count();
    }

    private int span(ProofWriter writer, ProofScope scope, int from, int to, SignedCheckpoint seal) throws IOException {
        int first = from;
        while (first < to && !scope.covers(records.get(first))) {
            first++;
        }
        if (first < to) {
            RecordLink link = RecordLink.of(records.get(first));
            writer.beginSpan(
                    ChainHead.told(link.link().number() - 1, link.link().prevHash()));
            for (LoggedRecord logged : records.subList(first, to)) {
                writer.add(logged);
            }
            writer.endSpan(seal);
        }
        return to;
    }

    /** Events of several roots and two tenants. */
    static SignedLog ofTwoSpansAndAnUnsealedTail() {
        SignedLog log = new SignedLog();
        log.event("acme", "case/P-0").event("acme", "case/P-1").event("globex", "case/P-1");
        log.event("acme", "task/P-1~t")
                .event("acme", "case-type/P-1")
                .event("acme", "case/P-2")
                .seal();
        log.event("globex", "case/P-9").seal();
        log.event("acme", "case/P-2")
                .event("acme", "case/P-1")
                .event("acme", "case/P-1")
                .event("acme", "case/P-2");
        log.event("acme", "case/P-1").seal();
        return log;
    }
}
