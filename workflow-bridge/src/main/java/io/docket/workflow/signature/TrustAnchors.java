package io.docket.workflow.signature;

import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** The certificates that chains of signers must lead to. */
public final class TrustAnchors {
    /** Certificates of a chain, the signer's first. */
    static final int MAX_CHAIN = 5;

    private static final Logger LOG = Logger.getLogger(TrustAnchors.class);
    private static final int DIGITAL_SIGNATURE = 0;

    private final Set<X509Certificate> anchors;
    private final Revocation revocation;
    private final InstantSource clock;

    /**
     * Anchors.
     *
     * @param revocation who is asked whether a certificate was revoked
     */
    public TrustAnchors(Collection<X509Certificate> anchors, Revocation revocation, InstantSource clock) {
        this.anchors = Set.copyOf(anchors);
        this.revocation = revocation;
        this.clock = clock;
    }

    /** The certificates of a PEM file, which may hold several. */
    public static List<X509Certificate> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException("trust anchors " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * The signer's certificate.
     *
     * @throws InvalidSignature if the chain does not lead to an anchor now
     * @throws Unavailable if nobody can tell whether a certificate of it was revoked
     */
    X509Certificate signer(List<X509Certificate> chain) {
        if (anchors.isEmpty()) {
            throw new InvalidSignature("no trust anchor is configured");
        }
        if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
            throw new InvalidSignature("a chain has 1 to " + MAX_CHAIN + " certificates");
        }
        X509Certificate signer = chain.getFirst();
        requireSigner(signer);
        try {
            List<X509Certificate> below = chain.stream()
                    .filter(certificate -> !anchors.contains(certificate))
                    .toList();
            if (below.isEmpty()) {
                throw new InvalidSignature("the signer is a trust anchor itself");
            }
            CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(below);
            PKIXParameters parameters = new PKIXParameters(anchors.stream()
                    .map(anchor -> new TrustAnchor(anchor, null))
                    .collect(Collectors.toSet()));
            parameters.setDate(Date.from(clock.instant()));
            CertPathValidator validator = CertPathValidator.getInstance("PKIX");
            revocation.addTo(parameters, validator);
            validator.validate(path, parameters);
            return signer;
        } catch (CertPathValidatorException e) {
            throw refusal(signer, e);
        } catch (GeneralSecurityException e) {
            throw new InvalidSignature("the chain does not lead to a trust anchor: " + e.getMessage());
        }
    }

    private static RuntimeException refusal(X509Certificate signer, CertPathValidatorException fault) {
        if (fault.getReason() == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
            LOG.warnf(
                    "revocation unknown signer=\"%s\" certificate=%d error=\"%s\"",
                    signer.getSubjectX500Principal(), fault.getIndex(), fault.getMessage());
            return new Unavailable("nobody can tell whether the signer's certificate was revoked", fault);
        }
        return new InvalidSignature("the chain does not lead to a trust anchor: " + fault.getMessage());
    }

    private static void requireSigner(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (certificate.getBasicConstraints() >= 0 || (usage != null && !usage[DIGITAL_SIGNATURE])) {
            throw new InvalidSignature("the signer's certificate is not for signatures");
        }
    }
}
