package io.docket.workflow.interim.http;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.InterimRef;
import io.docket.kit.identity.CallerProducer;
import io.docket.workflow.backup.Backup;
import io.docket.workflow.backup.Restore;
import io.docket.workflow.interim.InterimStore.Expired;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.interim.KeyRotation;
import io.docket.workflow.removal.FileSweep;
import io.docket.workflow.removal.FilesInMemory;
import io.docket.workflow.removal.Orphan;
import io.docket.workflow.removal.Sweep;
import io.docket.workflow.removal.SweepMetrics;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.Steps;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

class OperatorResourceTest {
    private static final String CLEAR = "bpm-form-submissions:process/x/task/y";

    private final InterimWorld world = new InterimWorld();
    private final MemoryInMemory memory = new MemoryInMemory(new Steps());
    private final FilesInMemory files = new FilesInMemory();
    private final Sweep sweep = new Sweep(
            world.store,
            world.queue,
            memory,
            new FileSweep(files, files, world.forms, world.queue, files, memory),
            InterimWorld.LIFE,
            world.time,
            new SweepMetrics(world.meters));

    private OperatorResource of(String tenant) {
        JwtClaims claims = new JwtClaims();
        claims.setStringClaim("upn", "olga");
        claims.setStringClaim("tenant", tenant);
        return new OperatorResource(
                new KeyRotation(world.keys, world.vault, world.store, world.meters),
                sweep,
                new Backup(world.store, world.dataKeys),
                new Restore(world.store, world.keys, world.vault, InterimWorld.LIFE),
                new CallerProducer(),
                QuarkusSecurityIdentity.builder()
                        .setPrincipal(new DefaultJWTCallerPrincipal(claims))
                        .addRole("admin")
                        .build());
    }

    @Test
    void orphans_of_nobody_are_shown_to_every_admin_and_what_expired_to_its_own() {
        world.store.values.put(CLEAR, new LinkedHashMap<>(Map.of("data", "in the clear")));
        InterimRef form = world.bringing.startForm(ANN, "t", "loan", submission("{}"));
        world.time.sleep(InterimWorld.LIFE);

        OperatorResource.Orphans swept = of("acme").sweepNow();

        assertThat(swept.orphans()).containsExactly(new Orphan(CLEAR, null, "unreadable"));
        assertThat(swept.expired()).containsExactly(new Expired(form.key(), "acme"));
        assertThat(of("globex").orphans().orphans()).isEqualTo(swept.orphans());
        assertThat(of("globex").orphans().expired()).isEmpty();
    }
}
