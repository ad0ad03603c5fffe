package io.docket.projection.history.proof;

import io.docket.contracts.chain.PublicKeys;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.proof.ProofExpectation;
import io.docket.contracts.proof.ProofVerdict;
import io.docket.contracts.proof.ProofVerifier;
import io.docket.contracts.proof.UnreadableProofException;
import io.docket.kit.identity.Caller;
import io.docket.kit.problem.Problems;
import io.docket.projection.history.log.Client;
import io.docket.projection.query.Access;
import io.docket.projection.query.QueryParameters;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.logging.Logger;

/** Gives an auditor the proof of a history, and verifies one. */
@Path("/api/history")
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ProofResource {
    private static final String SUBJECT = "subject";
    private static final String VERSION = "version";
    private static final Logger LOG = Logger.getLogger(ProofResource.class);
    private static final Duration AGAIN = Duration.ofSeconds(2);
    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final ProofMaker proofs;
    private final ProofLog log;
    private final ProofTurns turns;
    private final ProofConfig config;
    private final Access access;

    public ProofResource(ProofMaker proofs, ProofLog log, ProofTurns turns, ProofConfig config, Access access) {
        this.proofs = proofs;
        this.log = log;
        this.turns = turns;
        this.config = config;
        this.access = access;
    }

    /** The history of a case, or of what belongs to none, as a file that is verified without the platform. */
    @GET
    @Path("proof")
    @Operation(
            summary = "Proves a history",
            description = "All events of the entity's case, with the digests of those between them, up to the signed"
                    + " checkpoints that seal them. Verify it with ./docket verify <file>.")
    @Parameter(name = SUBJECT, in = ParameterIn.QUERY, required = true, description = "<entity>/<id>")
    @Parameter(name = VERSION, in = ParameterIn.QUERY, description = "version that the proof has to reach")
    @APIResponse(responseCode = "200", description = "The proof")
    @APIResponse(responseCode = "404", description = "There is no such entity or version")
    @APIResponse(responseCode = "409", description = "The log does not hold it, or not in its chain")
    @APIResponse(responseCode = "422", description = "The proof would be too large")
    public Response prove(@Context UriInfo uri) {
        Caller caller = access.require("history-proof");
        QueryParameters parameters = new QueryParameters(uri, Set.of(SUBJECT, VERSION));
        Subject subject = subject(parameters);
        long version = version(parameters);
        ProofMaker.Prepared proof = prepared(caller, subject, version);
        String name = subject.toString().replaceAll("[^A-Za-z0-9._-]", "-");
        return Response.ok(body(proof::write, turns, Client.current()))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + ".proof.json\"")
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }

    /** Gives its turn back as soon as the client is gone. */
    static StreamingOutput body(StreamingOutput proof, ProofTurns turns, Client client) {
        return out -> turns.soon(() -> {
            proof.write(client.output(out));
            return true;
        });
    }

    private ProofMaker.Prepared prepared(Caller caller, Subject subject, long version) {
        try {
            return turns.now(() -> proofs.prepare(caller.tenant(), subject, version));
        } catch (HttpProblem told) {
            throw told;
        } catch (RuntimeException e) {
            LOG.warnf("proof not made subject=%s error=%s", subject, e);
            throw Problems.unavailable("The log cannot be read right now", AGAIN);
        }
    }

    /** What a proof is worth, with the public keys of this installation. */
    @POST
    @Path("verify")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Verifies a proof",
            description =
                    "Answers whether it is intact, and proven by a checkpoint; if not, where it breaks. Larger files"
                            + " than a body may be: ./docket verify <file>.")
    @APIResponse(responseCode = "200", description = "The verdict")
    @APIResponse(responseCode = "400", description = "The body is no proof")
    @APIResponse(responseCode = "408", description = "The body did not come in time")
    @APIResponse(responseCode = "413", description = "The body is too large")
    public ProofVerdict verify(InputStream proof) throws IOException {
        access.require("history-verify");
        PublicKeys keys = PublicKeys.in(config.publicKeys()
                .orElseThrow(() -> Problems.unavailable(
                        "This service has no public keys; verify the file with ./docket verify", RETRY_AFTER)));
        ProofLog.Name name = log.name();
        ProofVerifier verifier = new ProofVerifier(keys, new ProofExpectation(name.cluster(), name.topic(), 0));
        return verdict(verifier, proof, turns, config);
    }

    /** What the proof is worth, read while it has a turn: no longer than a client may take to send it. */
    static ProofVerdict verdict(ProofVerifier verifier, InputStream proof, ProofTurns turns, ProofConfig config)
            throws IOException {
        try {
            return turns.<ProofVerdict, Exception>now(
                    () -> verifier.verify(new ProofBody(proof, config.maxBodyBytes(), config.bodyWithin())));
        } catch (UnreadableProofException unreadable) {
            throw Problems.invalid("The body is " + unreadable.getMessage(), List.of());
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Subject subject(QueryParameters parameters) {
        String text = parameters
                .text(SUBJECT)
                .orElseThrow(() -> QueryParameters.invalid(SUBJECT, "is missing: <entity>/<id>"));
        try {
            return Subject.parse(text);
        } catch (IllegalArgumentException e) {
            throw QueryParameters.invalid(SUBJECT, "is not <entity>/<id>");
        }
    }

    private static long version(QueryParameters parameters) {
        return parameters
                .text(VERSION)
                .map(text -> {
                    if (!text.matches("[1-9][0-9]{0,17}")) {
                        throw QueryParameters.invalid(VERSION, "is not a version");
                    }
                    return Long.parseLong(text);
                })
                .orElse(0L);
    }
}
