package io.docket.workflow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.workflow.settings.InterimSettings;
import io.docket.workflow.signature.CanonicalJson;
import io.docket.workflow.signature.InvalidSignature;
import io.docket.workflow.signature.Signatures;
import io.docket.workflow.signature.SystemKeys;
import io.docket.workflow.signature.TestAuthority;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revocation as it is configured. */
class InterimPartsTest {
    private static final String PREFIX = "docket.interim.signatures.";
    private static final CanonicalJson DATA = CanonicalJson.of(CanonicalJson.read("{}".getBytes(UTF_8)));

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static String anchors;

    @BeforeAll
    static void makeAuthority() throws IOException, GeneralSecurityException {
        authority = new TestAuthority(folder).signer("ann", "Ed25519", "").signer("bob", "Ed25519", "");
        anchors = Files.writeString(folder.resolve("anchors.pem"), authority.rootPem())
                .toString();
    }

    private static Signatures signatures(Map<String, String> settings) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(InterimSettings.class)
                .withDefaultValue(PREFIX + "trust-anchors", anchors);
        settings.forEach((name, value) -> config.withDefaultValue(PREFIX + name, value));
        return new InterimParts()
                .signatures(
                        config.build().getConfigMapping(InterimSettings.class),
                        SystemKeys.none(),
                        InstantSource.system());
    }

    @Test
    void with_lists_only_signers_who_were_revoked_are_refused()
            throws IOException, GeneralSecurityException, JoseException {
        String ann = authority.sign("ann", "EdDSA", DATA.bytes());
        String bob = authority.sign("bob", "EdDSA", DATA.bytes());
        String list = authority.revoked("root", "bob").toString();

        Signatures signatures = signatures(Map.of("check-revocation", "true", "revocation-lists", list));

        assertThat(signatures.requireValid(DATA, ann)).isEqualTo("CN=ann");
        assertThatThrownBy(() -> signatures.requireValid(DATA, bob)).isInstanceOf(InvalidSignature.class);
        assertThat(signatures(Map.of()).requireValid(DATA, bob)).isEqualTo("CN=bob");
    }

    @Test
    void lists_that_nobody_asks_stop_the_start() {
        assertThatThrownBy(() -> signatures(Map.of("revocation-lists", "any.crl")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("check-revocation");
    }
}
