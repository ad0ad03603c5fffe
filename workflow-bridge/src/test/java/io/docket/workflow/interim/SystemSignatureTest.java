package io.docket.workflow.interim;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.BRIDGE;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.docket.contracts.event.InterimRef;
import io.docket.workflow.interim.Checking.Use;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.signature.SystemKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemSignatureTest {
    @TempDir
    Path folder;

    private InterimWorld world = new InterimWorld();

    @BeforeEach
    void makeKey() throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        world = new InterimWorld(
                SystemKeys.in(pem("PRIVATE KEY", pair.getPrivate()), pem("PUBLIC KEY", pair.getPublic()), List.of()));
    }

    @Test
    void what_the_platform_derives_bears_its_signature_and_what_people_bring_does_not() {
        InterimRef derived = world.bringing.taskForm(BRIDGE, "t", TASK, submission("{\"score\":5}"));

        assertThat(derived.signatureSha256()).isNotNull();
        world.checking.require("acme", Use.COMPLETE_TASK, TASK, derived);
        assertThat(world.bringing
                        .taskForm(ANN, "t", TASK, submission("{\"score\":5}"))
                        .signatureSha256())
                .isNull();
    }

    @Test
    void signature_that_is_taken_away_is_missed() {
        InterimRef derived = world.bringing.taskForm(BRIDGE, "t", TASK, submission("{\"score\":5}"));

        world.store.values.get(derived.key()).remove("signature");

        assertThatThrownBy(() -> world.checking.require("acme", Use.COMPLETE_TASK, TASK, derived))
                .isInstanceOf(Refused.class);
    }

    private Path pem(String kind, Key key) throws IOException {
        return Files.writeString(
                folder.resolve(kind.replace(' ', '-')),
                "-----BEGIN %1$s-----%n%2$s%n-----END %1$s-----%n"
                        .formatted(kind, Base64.getEncoder().encodeToString(key.getEncoded())));
    }
}
