package io.docket.workflow.signature;

import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.util.EnumSet;
import java.util.List;

/**
 * Who is asked whether a certificate of a chain was revoked. Each certificate below the anchor is asked about; one of which
 * nobody can tell is not taken.
 */
@FunctionalInterface
public interface Revocation {
    /** Makes the validation of a chain ask. */
    void addTo(PKIXParameters parameters, CertPathValidator validator);

    /** Nobody: what was revoked is taken as long as it has not expired. */
    static Revocation unchecked() {
        return (parameters, validator) -> parameters.setRevocationEnabled(false);
    }

    /**
     * Lists in files, PEM or DER, and nobody else: no address that a certificate names is called.
     *
     * @throws IllegalArgumentException if one cannot be read now; later, that is {@code Unavailable}
     */
    static Revocation inLists(List<Path> files) {
        RevocationLists lists = new RevocationLists(files);
        return (parameters, validator) -> {
            parameters.setRevocationEnabled(true);
            parameters.addCertStore(lists.current());
        };
    }

    /**
     * The addresses that certificates name: the list at a distribution point, or else the OCSP responder. An address is called
     * only once the signature of the certificate that names it is known to lead to an anchor.
     */
    static Revocation atAddresses() {
        return (parameters, validator) -> {
            PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
            checker.setOptions(EnumSet.of(Option.PREFER_CRLS));
            parameters.setRevocationEnabled(true);
            parameters.addCertPathChecker(checker);
        };
    }
}
