package io.docket.workflow.signature;

import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CRLException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lists of revoked certificates in files; read again when a file has changed. */
final class RevocationLists {
    private final List<Path> files;
    private volatile Read last;

    RevocationLists(List<Path> files) {
        this.files = List.copyOf(files);
        try {
            this.last = read();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("revocation lists " + files + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** What they hold now. A file that is no list after the start is one that is being written: it is whole a moment later. */
    CertStore current() {
        try {
            Read known = last;
            if (!known.versions().equals(versions())) {
                known = read();
                last = known;
            }
            return known.store();
        } catch (IOException | GeneralSecurityException e) {
            throw new Unavailable("revocation lists: " + e, e);
        }
    }

    /** The versions are asked for first: what changes meanwhile is read again next time. */
    private Read read() throws IOException, GeneralSecurityException {
        List<Version> versions = versions();
        List<CRL> lists = new ArrayList<>();
        for (Path file : files) {
            lists.addAll(in(file));
        }
        return new Read(versions, CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
    }

    private static Collection<? extends CRL> in(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends CRL> lists =
                    CertificateFactory.getInstance("X.509").generateCRLs(in);
            if (lists.isEmpty()) {
                throw new CRLException("there is no list in " + file);
            }
            return lists;
        }
    }

    private List<Version> versions() throws IOException {
        List<Version> versions = new ArrayList<>();
        for (Path file : files) {
            versions.add(new Version(Files.getLastModifiedTime(file), Files.size(file)));
        }
        return versions;
    }

    private record Version(FileTime modified, long bytes) {}

    private record Read(List<Version> versions, CertStore store) {}
}
