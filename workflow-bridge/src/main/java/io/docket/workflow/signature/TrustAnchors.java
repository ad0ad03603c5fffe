package io.docket.workflow.signature;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
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

/** The certificates that chains of signers must lead to. */
public final class TrustAnchors {
    /** Certificates of a chain, the signer's first. */
    static final int MAX_CHAIN = 5;

    private static final int DIGITAL_SIGNATURE = 0;

    private final Set<X509Certificate> anchors;
    private final boolean checkRevocation;
    private final InstantSource clock;

    /**
     * Anchors.
     *
     * @param checkRevocation whether revocation is asked about, at the addresses that the certificates name
     */
    public TrustAnchors(Collection<X509Certificate> anchors, boolean checkRevocation, InstantSource clock) {
        this.anchors = Set.copyOf(anchors);
        this.checkRevocation = checkRevocation;
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
            parameters.setRevocationEnabled(checkRevocation);
            parameters.setDate(Date.from(clock.instant()));
            CertPathValidator.getInstance("PKIX").validate(path, parameters);
            return signer;
        } catch (GeneralSecurityException e) {
            throw new InvalidSignature("the chain does not lead to a trust anchor: " + e.getMessage());
        }
    }

    private static void requireSigner(X509Certificate certificate) {
        boolean[] usage = certificate.getKeyUsage();
        if (certificate.getBasicConstraints() >= 0 || (usage != null && !usage[DIGITAL_SIGNATURE])) {
            throw new InvalidSignature("the signer's certificate is not for signatures");
        }
    }
}
