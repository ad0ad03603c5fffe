package io.docket.contracts.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.Checkpoint;
import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.chain.LoggedRecord.Header;
import io.docket.contracts.chain.PublicKeys;
import io.docket.contracts.chain.RecordLink;
import io.docket.contracts.chain.SignedCheckpoint;
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
final class SignedLog {
    static final String TOPIC = "events";
    static final String CLUSTER = "cluster-1";
    static final int PARTITION = 3;

    final List<LoggedRecord> records = new ArrayList<>();
    private final List<SignedCheckpoint> checkpoints = new ArrayList<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final KeyPair keys = newKeys();
    private ChainHead head = ChainHead.genesis(TOPIC, PARTITION);

    private static KeyPair newKeys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next event of an entity. */
    SignedLog event(String tenant, String subject) {
        String id = subject.substring(subject.indexOf('/') + 1);
        int version = versions.merge(tenant + subject, 1, Integer::sum);
        List<Header> headers = new ArrayList<>();
        add(headers, "ce_id", "event-" + records.size());
        add(headers, "ce_subject", subject);
        add(headers, "ce_sequence", Integer.toString(version));
        add(headers, "ce_tenant", tenant);
        head.link().forEach((name, value) -> headers.add(new Header(name, value)));
        byte[] value = ("{\"secret of\":\"" + tenant + " " + subject + " ä\"}").getBytes(UTF_8);
        LoggedRecord logged = new LoggedRecord(
                PARTITION, 2L * records.size(), EntityId.rootOf(id).getBytes(UTF_8), value, headers);
        RecordLink link = RecordLink.of(logged);
        head = head.after(link.link(), link.digest());
        records.add(logged);
        return this;
    }

    private static void add(List<Header> headers, String name, String value) {
        headers.add(new Header(name, value.getBytes(UTF_8)));
    }

    /** A checkpoint over everything so far. */
    SignedLog seal() {
        checkpoints.add(sign(checkpoint(CLUSTER)));
        return this;
    }

    Checkpoint checkpoint(String cluster) {
        return new Checkpoint(
                cluster, TOPIC, PARTITION, records.getLast().offset(), head.number(), head.hex(), 1_700_000_000_000L);
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
    PublicKeys publicKeys(Path folder) throws IOException {
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
    void prove(ProofScope scope, OutputStream out) throws IOException {
        ProofTitle title = new ProofTitle(
                ProofTitle.FORMAT,
                scope.root().toString(),
                scope.tenant(),
                CLUSTER,
                TOPIC,
                PARTITION,
                Instant.parse("2026-01-01T00:00:00Z"));
        try (ProofWriter writer = new ProofWriter(out, scope, title)) {
            int next = 0;
            for (SignedCheckpoint checkpoint : checkpoints) {
                next = span(writer, scope, next, (int) checkpoint.checkpoint().events(), checkpoint);
            }
            span(writer, scope, next, records.size(), null);
            writer.end();
        }
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
}
