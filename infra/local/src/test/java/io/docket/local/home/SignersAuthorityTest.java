package io.docket.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignersAuthorityTest {
    @TempDir
    Path root;

    private Home home;
    private Secrets secrets;

    @BeforeEach
    void create() throws IOException {
        home = Home.of(root, Path.of("stack"));
        home.create();
        secrets = new Secrets(home.secrets());
    }

    @Test
    void it_is_made_once_and_leaves_nothing_else_behind() throws Exception {
        SignersAuthority made = SignersAuthority.of(home).create(secrets);
        String certificate = Files.readString(made.certificate());

        SignersAuthority.of(home).create(secrets);

        assertThat(made.certificate()).hasContent(certificate);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.keyStore())))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(home.secrets())) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("signers-authority", "signers-authority.p12", "signers-authority.pem");
        }
    }

    @Test
    void its_key_may_sign_certificates_and_opens_with_the_secret() throws Exception {
        SignersAuthority authority = SignersAuthority.of(home).create(secrets);
        char[] password = secrets.get(SignersAuthority.ALIAS).toCharArray();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(authority.keyStore())) {
            keys.load(in, password);
        }
        X509Certificate certificate;
        try (InputStream in = Files.newInputStream(authority.certificate())) {
            certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }

        assertThat(keys.getKey(SignersAuthority.ALIAS, password)).isNotNull();
        assertThat(keys.getCertificate(SignersAuthority.ALIAS)).isEqualTo(certificate);
        assertThat(certificate.getBasicConstraints()).isGreaterThanOrEqualTo(0);
    }

    @Test
    void one_whose_start_broke_off_is_made_anew() throws Exception {
        SignersAuthority authority = SignersAuthority.of(home).create(secrets);
        Files.delete(authority.certificate());

        authority.create(secrets);

        assertThat(authority.certificate()).content().startsWith("-----BEGIN CERTIFICATE-----");
    }
}
