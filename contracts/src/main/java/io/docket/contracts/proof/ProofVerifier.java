package io.docket.contracts.proof;

import com.fasterxml.jackson.core.JsonToken;
import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.PublicKeys;
import io.docket.contracts.chain.SignedCheckpoint;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.proof.ProofFault.Check;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a proof with public keys alone, link by link; its memory does not grow with the proof. It stops at the first fault.
 *
 * <p>Shown is that every event lies in the log that the keys' owner sealed, unchanged and in this order, and that no version
 * is missing from the first to the last of each entity. Not shown is that nothing came after, nor that no entity of
 * the root was left out as a whole: to a reader its events look like those of others.
 */
public final class ProofVerifier {
    private final PublicKeys keys;
    private final ProofExpectation expectation;

    /**
     * @param keys the keys that checkpoints may be signed with
     * @param expectation what is known from elsewhere
     */
    public ProofVerifier(PublicKeys keys, ProofExpectation expectation) {
        this.keys = keys;
        this.expectation = expectation;
    }

    /**
     * Verifies what is read.
     *
     * @throws UnreadableProofException if it is no proof
     */
    public ProofVerdict verify(InputStream in) throws IOException, UnreadableProofException {
        try (ProofTokens tokens = new ProofTokens(in)) {
            return new Reading(tokens).verdict();
        }
    }

    /** The way through one proof. */
    private final class Reading {
        private final ProofTokens tokens;
        private final ProofTitle title;
        private final ProofScope scope;
        private final Seal seal;
        private final Versions versions = new Versions();
        private ChainHead head;
        private long events;
        private long sealed;
        private long others;
        private long checkpoints;

        Reading(ProofTokens tokens) throws IOException, UnreadableProofException {
            this.tokens = tokens;
            tokens.expect(JsonToken.START_OBJECT);
            tokens.field("title");
            tokens.expect(JsonToken.START_OBJECT);
            title = tokens.value(ProofTitle.class);
            if (!title.isComplete()) {
                throw tokens.unreadable("no title of format " + ProofTitle.FORMAT);
            }
            scope = new ProofScope(title.tenant(), subject(title.subject()));
            seal = new Seal(title, keys);
            head = ChainHead.genesis(title.topic(), title.partition());
        }

        ProofVerdict verdict() throws IOException, UnreadableProofException {
            ProofFault fault = null;
            try {
                all();
            } catch (BrokenProof broken) {
                fault = broken.fault();
            }
            return new ProofVerdict(title, events, sealed, others, checkpoints, versions.all(), fault);
        }

        private void all() throws IOException, UnreadableProofException, BrokenProof {
            if (!expectation.isMetBy(title)) {
                throw BrokenProof.at(
                        Check.OTHER_LOG,
                        0,
                        "the proof is about " + title.topic() + " of cluster " + title.cluster() + ", not "
                                + expectation.topic() + " of cluster " + expectation.cluster());
            }
            tokens.field("spans");
            tokens.expect(JsonToken.START_ARRAY);
            JsonToken token = tokens.next();
            while (token == JsonToken.START_OBJECT) {
                boolean closed = span();
                token = tokens.next();
                if (!closed && token == JsonToken.START_OBJECT) {
                    throw BrokenProof.at(
                            Check.CHECKPOINT_MISSING, head.number(), "only the last span may have no checkpoint");
                }
            }
            tokens.is(JsonToken.END_ARRAY);
            tokens.expect(JsonToken.END_OBJECT);
            tokens.end();
            versions.reach(title.subject(), expectation.version(), head.number());
        }

        /** One span; true if a checkpoint seals it. */
        private boolean span() throws IOException, UnreadableProofException, BrokenProof {
            begin();
            tokens.field("links");
            tokens.expect(JsonToken.START_ARRAY);
            long unsealed = events;
            while (tokens.next() != JsonToken.END_ARRAY) {
                follow(ProofLink.read(tokens, title.partition()));
            }
            tokens.field("checkpoint");
            boolean closed = tokens.next() != JsonToken.VALUE_NULL;
            if (closed) {
                tokens.is(JsonToken.START_OBJECT);
                seal.verify(checkpoint(), head);
                checkpoints++;
                sealed += events - unsealed;
            }
            tokens.expect(JsonToken.END_OBJECT);
            return closed;
        }

        private void begin() throws IOException, UnreadableProofException, BrokenProof {
            tokens.field("after");
            tokens.expect(JsonToken.START_OBJECT);
            ChainHead after = told(tokens.number("number"), tokens.text("hash"));
            tokens.expect(JsonToken.END_OBJECT);
            if (after.number() < head.number()) {
                throw BrokenProof.at(
                        Check.ORDER_CHANGED,
                        after.number() + 1,
                        "the span begins before number " + head.number() + ", with which the one before it ends");
            }
            if (after.number() == head.number() && !after.hex().equals(head.hex())) {
                throw BrokenProof.at(
                        Check.OTHER_LOG, after.number() + 1, "the span does not begin where the log is known to be");
            }
            head = after;
        }

        private void follow(ProofLink link) throws IOException, BrokenProof, UnreadableProofException {
            switch (link) {
                case ProofLink.Shown(ProvenEvent event) -> follow(event);
                case ProofLink.Hidden hidden -> follow(hidden);
            }
            if (events + others > ProofLimits.MAX_RECORDS || versions.entities() > ProofLimits.MAX_ENTITIES) {
                throw tokens.unreadable(
                        "more than " + ProofLimits.MAX_RECORDS + " links or " + ProofLimits.MAX_ENTITIES + " entities");
            }
            tokens.reached("after number " + head.number() + " of the log");
        }

        private void follow(ProvenEvent event) throws IOException, BrokenProof {
            long expected = head.number() + 1;
            if (!scope.covers(event.logged())) {
                throw event.broken(
                        Check.FOREIGN_EVENT, expected, "it is not of " + title.subject() + " of " + title.tenant());
            }
            ChainHead after = event.after(head);
            boolean inPlace = after.hex().equals(event.hash());
            if (!head.accepts(event.link().link())) {
                if (inPlace) {
                    throw event.broken(
                            Check.CONTENT_CHANGED, expected, "its place in the chain is not what was written");
                }
                if (event.number() <= 0) {
                    throw event.broken(Check.CONTENT_CHANGED, expected, "it has lost its place in the chain");
                }
                if (event.number() != expected) {
                    Check check = new Ahead(tokens, title.partition()).of(event.number(), expected);
                    throw event.broken(check, expected, Ahead.detail(check, event.number(), head));
                }
                throw event.broken(Check.CONTENT_CHANGED, expected, "it, or what stands before it, was changed");
            }
            if (!inPlace && !event.hash().equals(ProofWriter.UNKNOWN)) {
                throw event.broken(Check.CONTENT_CHANGED, expected, "it is not what the chain goes on from");
            }
            head = after;
            versions.add(event, head.number());
            events++;
        }

        private void follow(ProofLink.Hidden hidden) throws IOException, BrokenProof {
            if (hidden.number() != head.number() + 1) {
                Check check = new Ahead(tokens, title.partition()).of(hidden.number(), head.number() + 1);
                throw BrokenProof.at(check, head.number() + 1, Ahead.detail(check, hidden.number(), head));
            }
            byte[] digest = new byte[ChainHead.HASH_BYTES];
            for (int at = 0; at < hidden.digests().length; at += digest.length) {
                System.arraycopy(hidden.digests(), at, digest, 0, digest.length);
                head = head.after(digest);
            }
            if (!hidden.hash().equals(ProofWriter.UNKNOWN) && !head.hex().equals(hidden.hash())) {
                throw BrokenProof.at(
                        Check.CONTENT_CHANGED,
                        hidden.number(),
                        "one of the " + hidden.count() + " digests from here was changed");
            }
            others += hidden.count();
        }

        private ChainHead told(long number, String hash) throws UnreadableProofException {
            try {
                return ChainHead.told(number, hash);
            } catch (IllegalArgumentException noHead) {
                throw tokens.unreadable("no head of a chain");
            }
        }

        private Subject subject(String text) throws UnreadableProofException {
            try {
                return Subject.parse(text);
            } catch (IllegalArgumentException noSubject) {
                throw tokens.unreadable("no subject");
            }
        }

        private SignedCheckpoint checkpoint() throws IOException, UnreadableProofException {
            @Nullable SignedCheckpoint signed = tokens.value(SignedCheckpoint.class);
            if (!signed.whole()) {
                throw tokens.unreadable("no checkpoint");
            }
            return signed;
        }
    }
}
