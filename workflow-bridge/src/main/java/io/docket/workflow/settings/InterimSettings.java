package io.docket.workflow.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Configuration of interim data, {@code docket.interim.*}. */
@ConfigMapping(prefix = "docket.interim")
public interface InterimSettings {
    /** File with master keys, one a line: {@code <id>:<base64 of 32 bytes>}; the first one wraps. */
    Optional<Path> masterKeysFile();

    /** The same as text, where there is no file. */
    Optional<String> masterKeys();

    /** Bytes of one body that is brought. */
    @WithDefault("1048576")
    int maxBytes();

    /** How long a start form or a payload waits for its instance. */
    @WithDefault("24h")
    Duration unboundLife();

    /** How long a start form or a payload is kept for the command that was accepted with it, until the bridge has read its event. */
    @WithDefault("1m")
    Duration reservation();

    /** Replicas of Redis that must have a write before it is acknowledged; 0 where there are none. */
    @WithDefault("0")
    int replicas();

    /** How long they may take; after that the write is answered 503. */
    @WithDefault("1s")
    Duration replicasTimeout();

    /** How often due removals are looked for. */
    @WithDefault("250ms")
    Duration removeEvery();

    /** How often everything is swept, and resealed where that broke off. */
    @WithDefault("5m")
    Duration sweepEvery();

    /** Files of tasks. */
    Files files();

    /** Signatures. */
    Signatures signatures();

    /** The file service. */
    interface Files {
        /** Address of the file service. */
        @WithDefault("http://127.0.0.1:8085")
        URI url();

        /** How long it has for the files of one task. */
        @WithDefault("10s")
        Duration timeout();
    }

    /** Whose signatures are taken, and what the platform signs with. */
    interface Signatures {
        /** PEM file with the certificates that chains of signers must lead to. */
        Optional<Path> trustAnchors();

        /** Whether a signer whose certificate, or an authority's below the anchor, was revoked is refused. */
        @WithDefault("false")
        boolean checkRevocation();

        /**
         * Files with lists of revoked certificates, PEM or DER, for every authority that signs certificates of signers; they alone are
         * asked. Without them the addresses are that certificates name.
         */
        Optional<List<Path>> revocationLists();

        /** PEM file with the Ed25519 key that derived data is signed with. */
        Optional<Path> key();

        /** PEM file with its public key. */
        Optional<Path> publicKey();

        /** Files or folders with the public keys of its predecessors. */
        Optional<List<Path>> formerPublicKeys();
    }
}
