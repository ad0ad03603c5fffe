package io.docket.workflow.signature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.docket.workflow.retry.Unavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signers whose certificates were revoked, or may have been: ann's and the clerk's never are. */
class RevocationTest {
    private static final CanonicalJson DATA = CanonicalJson.of(CanonicalJson.read("{\"amount\":5}".getBytes(UTF_8)));

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static HttpServer server;

    /** What the server answers, by path; the JDK keeps a list for 30 s, so each test has paths of its own. */
    private static final Map<String, byte[]> SERVED = new ConcurrentHashMap<>();

    @BeforeAll
    static void makeAuthority() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] list = SERVED.get(exchange.getRequestURI().getPath());
            exchange.sendResponseHeaders(list == null ? 503 : 200, list == null ? -1 : list.length);
            if (list != null) {
                exchange.getResponseBody().write(list);
            }
            exchange.close();
        });
        server.start();
        authority = new TestAuthority(folder)
                .signer("ann", "Ed25519", "")
                .signer("bob", "EC", "secp256r1")
                .signer("office", "EC", "secp256r1", "-ext", "bc:c")
                .signerUnder("office", "clerk", "EC", "secp384r1")
                .signer("carl", "Ed25519", "", "-ext", point("/here"))
                .signer("dora", "Ed25519", "", "-ext", point("/here"))
                .signer("emil", "Ed25519", "", "-ext", point("/away"));
    }

    private static String point(String path) {
        return "crl=uri:http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static String signedBy(String signer) throws IOException, GeneralSecurityException, JoseException {
        String algorithm = switch (signer) {
            case "bob" -> "ES256";
            case "clerk" -> "ES384";
            default -> "EdDSA";
        };
        return authority.sign(signer, algorithm, DATA.bytes());
    }

    private static Signatures signatures(Revocation revocation) throws IOException, GeneralSecurityException {
        return signatures(revocation, InstantSource.system());
    }

    private static Signatures signatures(Revocation revocation, InstantSource clock)
            throws IOException, GeneralSecurityException {
        return new Signatures(new TrustAnchors(List.of(authority.root()), revocation, clock), SystemKeys.none());
    }

    private static void assertRevoked(Signatures signatures, String signer)
            throws IOException, GeneralSecurityException, JoseException {
        String signature = signedBy(signer);
        assertThatThrownBy(() -> signatures.requireValid(DATA, signature))
                .isInstanceOf(InvalidSignature.class)
                .hasMessageContaining("revoked");
    }

    private static void assertNobodyCanTell(Signatures signatures, String signer)
            throws IOException, GeneralSecurityException, JoseException {
        String signature = signedBy(signer);
        assertThatThrownBy(() -> signatures.requireValid(DATA, signature)).isInstanceOf(Unavailable.class);
    }

    @Test
    void signer_on_the_list_is_refused_and_another_is_not()
            throws IOException, GeneralSecurityException, JoseException {
        Signatures signatures = signatures(Revocation.inLists(List.of(authority.revoked("root", "bob"))));

        assertThat(signatures.requireValid(DATA, signedBy("ann"))).isEqualTo("CN=ann");
        assertRevoked(signatures, "bob");
    }

    @Test
    void every_certificate_of_a_chain_has_to_be_covered_and_off_the_list()
            throws IOException, GeneralSecurityException, JoseException {
        Path nobodyByRoot = authority.revoked("root");
        Path nobodyByOffice = authority.revoked("office");

        assertThat(signatures(Revocation.inLists(List.of(nobodyByRoot, nobodyByOffice)))
                        .requireValid(DATA, signedBy("clerk")))
                .isEqualTo("CN=clerk");
        assertNobodyCanTell(signatures(Revocation.inLists(List.of(nobodyByRoot))), "clerk");
        assertRevoked(
                signatures(Revocation.inLists(List.of(nobodyByRoot, authority.revoked("office", "clerk")))), "clerk");
        assertRevoked(
                signatures(Revocation.inLists(List.of(authority.revoked("root", "office"), nobodyByOffice))), "clerk");
    }

    @Test
    void list_is_read_again_when_it_has_changed() throws IOException, GeneralSecurityException, JoseException {
        Path list = Files.copy(authority.revoked("root"), folder.resolve("changing.crl"));
        Signatures signatures = signatures(Revocation.inLists(List.of(list)));
        assertThat(signatures.requireValid(DATA, signedBy("bob"))).isEqualTo("CN=bob");

        byte[] longer = Files.readAllBytes(authority.revoked("root", "bob", "ann"));
        Files.write(list, longer);
        assertRevoked(signatures, "bob");
        Files.writeString(list, "half");
        assertNobodyCanTell(signatures, "bob");
        Files.write(list, longer);
        assertRevoked(signatures, "bob");
    }

    @Test
    void list_that_is_outdated_tells_nothing() throws IOException, GeneralSecurityException, JoseException {
        InstantSource later = InstantSource.fixed(Instant.now().plus(Duration.ofDays(20)));

        assertNobodyCanTell(signatures(Revocation.inLists(List.of(authority.revoked("root", "bob"))), later), "ann");
    }

    @Test
    void lists_that_cannot_be_read_stop_the_start() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty.crl"));

        for (Path file : List.of(empty, folder.resolve("none.crl"))) {
            assertThatThrownBy(() -> Revocation.inLists(List.of(file)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void list_is_got_from_where_the_certificate_says() throws IOException, GeneralSecurityException, JoseException {
        Signatures signatures = signatures(Revocation.atAddresses());
        SERVED.put("/here", Files.readAllBytes(authority.revoked("root", "dora")));

        assertThat(signatures.requireValid(DATA, signedBy("carl"))).isEqualTo("CN=carl");
        assertRevoked(signatures, "dora");
        assertNobodyCanTell(signatures, "emil");
        assertNobodyCanTell(signatures, "ann");
    }

    @Test
    void lists_in_files_are_asked_alone() throws IOException, GeneralSecurityException, JoseException {
        SERVED.put("/here", Files.readAllBytes(authority.revoked("root", "dora")));

        assertNobodyCanTell(signatures(Revocation.inLists(List.of(authority.revoked("office")))), "carl");
    }

    @Test
    void unless_it_is_asked_for_nobody_is_asked() throws IOException, GeneralSecurityException, JoseException {
        assertThat(signatures(Revocation.unchecked()).requireValid(DATA, signedBy("emil")))
                .isEqualTo("CN=emil");
    }
}
