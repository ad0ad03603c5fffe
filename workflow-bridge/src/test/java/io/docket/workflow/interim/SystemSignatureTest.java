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
import io.docket.workflow.signature.NewSystemKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemSignatureTest {
    @TempDir
    Path folder;

    private InterimWorld world = new InterimWorld();

    @BeforeEach
    void makeKey() throws IOException, GeneralSecurityException {
        world = new InterimWorld(NewSystemKeys.in(folder));
    }

    @Test
    void what_the_platform_derives_bears_its_signature_and_what_people_bring_does_not() {
        InterimRef derived = world.bringing.taskForm(BRIDGE, "t", TASK, submission("{\"score\":5}"));

        assertThat(derived.signatureSha256()).isNotNull();
        world.check(Use.COMPLETE_TASK, TASK, derived);
        assertThat(world.bringing
                        .taskForm(ANN, "t", TASK, submission("{\"score\":5}"))
                        .signatureSha256())
                .isNull();
    }

    @Test
    void signature_that_is_taken_away_is_missed() {
        InterimRef derived = world.bringing.taskForm(BRIDGE, "t", TASK, submission("{\"score\":5}"));

        world.store.values.get(derived.key()).remove("signature");

        assertThatThrownBy(() -> world.check(Use.COMPLETE_TASK, TASK, derived)).isInstanceOf(Refused.class);
    }
}
