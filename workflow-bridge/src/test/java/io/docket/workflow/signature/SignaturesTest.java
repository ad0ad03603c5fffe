package io.docket.workflow.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignaturesTest {
    private static final CanonicalJson DATA = canonical("{\"amount\":5,\"name\":\"Ann\"}");

    @TempDir
    static Path folder;

    private static TestAuthority trusted;
    private static TestAuthority stranger;

    @BeforeAll
    static void makeAuthorities() throws IOException {
        trusted = new TestAuthority(Files.createDirectory(folder.resolve("trusted")))
                .signer("edwards", "Ed25519", "")
                .signer("p256", "EC", "secp256r1")
                .signer("p384", "EC", "secp384r1")
                .signer("p521", "EC", "secp521r1")
                .signer("subca", "EC", "secp256r1", "-ext", "bc:c")
                .signerUnder("subca", "clerk", "EC", "secp256r1");
        stranger =
                new TestAuthority(Files.createDirectory(folder.resolve("stranger"))).signer("edwards", "Ed25519", "");
    }

    private static CanonicalJson canonical(String json) {
        return CanonicalJson.of(CanonicalJson.read(json.getBytes(UTF_8)));
    }

    private static Signatures signatures(InstantSource clock) throws IOException, GeneralSecurityException {
        return new Signatures(
                new TrustAnchors(List.of(trusted.root()), Revocation.unchecked(), clock), SystemKeys.none());
    }

    private static Signatures signatures() throws IOException, GeneralSecurityException {
        return signatures(InstantSource.system());
    }

    @ParameterizedTest
    @CsvSource({"edwards,EdDSA", "p256,ES256", "p384,ES384", "p521,ES512", "clerk,ES256"})
    void signature_of_somebody_trusted_over_exactly_the_data_is_valid(String alias, String algorithm)
            throws IOException, GeneralSecurityException, JoseException {
        String signature = trusted.sign(alias, algorithm, DATA.bytes());

        assertThat(signatures().requireValid(DATA, signature)).isEqualTo("CN=" + alias);
        assertThatThrownBy(() -> signatures().requireValid(canonical("{\"amount\":6,\"name\":\"Ann\"}"), signature))
                .isInstanceOf(InvalidSignature.class);
    }

    @Test
    void every_altered_byte_of_data_or_signature_is_noticed()
            throws IOException, GeneralSecurityException, JoseException {
        Signatures signatures = signatures();
        String signature = trusted.sign("edwards", "EdDSA", DATA.bytes());

        for (int i = 0; i < DATA.bytes().length; i++) {
            byte[] altered = DATA.bytes();
            altered[i] ^= 1;
            assertThatThrownBy(() -> signatures.requireValid(CanonicalJson.stored(altered), signature))
                    .isInstanceOf(InvalidSignature.class);
        }
        int body = signature.indexOf("..") + 2;
        for (int i = body; i < signature.length() - 1; i++) {
            char other = signature.charAt(i) == 'A' ? 'B' : 'A';
            String altered = signature.substring(0, i) + other + signature.substring(i + 1);
            assertThatThrownBy(() -> signatures.requireValid(DATA, altered)).isInstanceOf(InvalidSignature.class);
        }
    }

    @Test
    void chain_to_somebody_else_an_authority_as_signer_and_an_expired_certificate_are_refused()
            throws IOException, GeneralSecurityException, JoseException {
        String ofStranger = stranger.sign("edwards", "EdDSA", DATA.bytes());
        String ofAuthority = trusted.sign("subca", "ES256", DATA.bytes());
        String ofRoot = trusted.sign("root", "ES256", DATA.bytes());
        String right = trusted.sign("edwards", "EdDSA", DATA.bytes());
        Signatures inTwoMonths = signatures(InstantSource.fixed(Instant.now().plus(Duration.ofDays(60))));

        for (String signature : List.of(ofStranger, ofAuthority, ofRoot)) {
            assertThatThrownBy(() -> signatures().requireValid(DATA, signature)).isInstanceOf(InvalidSignature.class);
        }
        assertThatThrownBy(() -> inTwoMonths.requireValid(DATA, right)).isInstanceOf(InvalidSignature.class);
    }

    @ParameterizedTest
    @CsvSource({"''", "..", "a.b.c", "e30..AAAA", "eyJhbGciOiJub25lIn0..", "eyJhbGciOiJIUzI1NiIsImtpZCI6ImEifQ..AAAA"})
    void what_is_no_signature_is_refused(String signature) {
        assertThatThrownBy(() -> signatures().requireValid(DATA, signature)).isInstanceOf(InvalidSignature.class);
    }

    @Test
    void platform_signs_derived_data_and_knows_its_own_signature() throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path key = pem("PRIVATE KEY", pair.getPrivate().getEncoded());
        Path publicKey = pem("PUBLIC KEY", pair.getPublic().getEncoded());
        SystemKeys keys = SystemKeys.in(key, publicKey, List.of());
        Signatures signatures =
                new Signatures(new TrustAnchors(List.of(), Revocation.unchecked(), InstantSource.system()), keys);

        String signature = keys.sign(DATA).orElseThrow();

        assertThat(signatures.requireValid(DATA, signature)).isEqualTo("system");
        assertThatThrownBy(() -> signatures.requireValid(canonical("{}"), signature))
                .isInstanceOf(InvalidSignature.class);
        assertThatThrownBy(() -> signatures().requireValid(DATA, signature)).isInstanceOf(InvalidSignature.class);
        assertThat(SystemKeys.none().sign(DATA)).isEmpty();
    }

    private static Path pem(String kind, byte[] encoded) throws IOException {
        return Files.writeString(
                Files.createTempFile(folder, "key", ".pem"),
                "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                        .formatted(kind, Base64.getEncoder().encodeToString(encoded)));
    }
}
