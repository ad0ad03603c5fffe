package io.docket.cli.verify;

import io.docket.cli.failure.UserError;
import io.docket.cli.settings.Settings;
import io.docket.cli.settings.Settings.EnvironmentLookup;
import io.docket.contracts.chain.PublicKeys;
import io.docket.contracts.proof.ProofExpectation;
import io.docket.contracts.proof.ProofVerdict;
import io.docket.contracts.proof.ProofVerifier;
import io.docket.contracts.proof.UnreadableProofException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code docket verify <file>}: says whether a proof of a history is intact, or where it breaks. */
@Command(
        name = "verify",
        description = {
            "Verify the proof of a history, offline.",
            "Exit code 0: intact, and sealed by signed checkpoints; 1: broken; 2: no proof, no key, or not sealed yet."
        },
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
    private static final int PROVEN = 0;
    private static final int BROKEN = 1;
    private static final int UNPROVEN = 2;

    private final EnvironmentLookup environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "<file>", description = "The proof, as GET /api/history/proof gives it.")
    private Path file = Path.of("");

    @Option(
            names = {"--key", "--keys"},
            paramLabel = "PATH",
            description = "Public key of the checkpoints: a PEM file, or a folder of *.pub.pem; may be repeated"
                    + " (DOCKET_SIGNING_PUBLIC_KEY, else that of the local platform).")
    private List<Path> keys = List.of();

    @Option(names = "--cluster", paramLabel = "ID", description = "The Kafka cluster that the proof has to be from.")
    private @Nullable String cluster;

    @Option(
            names = "--version-reached",
            paramLabel = "N",
            description = "Version of the root that the proof has to reach.")
    private long version;

    /** @param environment the environment, which says where the public key is */
    public VerifyCommand(EnvironmentLookup environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        ProofVerifier verifier = new ProofVerifier(publicKeys(), new ProofExpectation(cluster, null, version));
        PrintWriter out = spec.commandLine().getOut();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            ProofVerdict verdict = verifier.verify(in);
            print(verdict, out);
            return verdict.intact() ? verdict.proven() ? PROVEN : UNPROVEN : BROKEN;
        } catch (UnreadableProofException e) {
            out.println(e.getMessage());
            return UNPROVEN;
        } catch (NoSuchFileException e) {
            out.println("there is no file " + file);
            return UNPROVEN;
        } finally {
            out.flush();
        }
    }

    private static void print(ProofVerdict verdict, PrintWriter out) {
        if (verdict.fault() != null) {
            out.println(verdict.fault().line());
            return;
        }
        out.printf(
                "%s of %s, log %s-%d of cluster %s%n",
                verdict.title().subject(),
                verdict.title().tenant(),
                verdict.title().topic(),
                verdict.title().partition(),
                verdict.title().cluster());
        verdict.versions().forEach((subject, last) -> out.printf("  %s: versions 1 to %d%n", subject, last));
        out.printf(
                "%d events, %d digests of others, %d checkpoints%n",
                verdict.events(), verdict.others(), verdict.checkpoints());
        out.println(
                verdict.proven()
                        ? "intact: every event is sealed by a signed checkpoint"
                        : "intact, but the last " + (verdict.events() - verdict.sealed())
                                + " events are not sealed by a checkpoint yet: download the proof again later");
    }

    private PublicKeys publicKeys() {
        try {
            return PublicKeys.in(keys.isEmpty() ? List.of(defaultKey()) : keys);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    private Path defaultKey() {
        String configured = environment.get("DOCKET_SIGNING_PUBLIC_KEY");
        Path local = Settings.load(environment).secrets().resolve("checkpoint.pub.pem");
        if (configured != null && !configured.isBlank()) {
            return Path.of(configured);
        }
        if (Files.exists(local)) {
            return local;
        }
        throw new UserError("which public key? --key checkpoint.pub.pem, or DOCKET_SIGNING_PUBLIC_KEY");
    }
}
