package io.docket.workflow.interim;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.InterimRef;
import io.docket.workflow.encryption.DataKeys;
import io.docket.workflow.encryption.LocalMasterKeys;
import io.docket.workflow.encryption.Vault;
import io.docket.workflow.encryption.Vaults;
import io.docket.workflow.interim.Checking.Use;
import io.docket.workflow.simulation.LogLines;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KeyRotationTest {
    private final InterimWorld world = new InterimWorld();
    private final KeyRotation rotation =
            new KeyRotation(world.keys, world.vault, world.store, new SimpleMeterRegistry());

    @Test
    void everything_is_sealed_anew_and_stays_what_it_is() {
        InterimRef reference = world.bringing.taskForm(ANN, "t", TASK, submission("{\"amount\":5}"));
        String before = world.store.values.get(reference.key()).get("data");
        String id = world.keys.rotate("acme");

        rotation.resealAll();

        assertThat(world.store.values.get(reference.key()))
                .allSatisfy((field, value) -> assertThat(value).startsWith("v1:acme/" + id + ":"))
                .doesNotContainValue(before);
        world.check(Use.COMPLETE_TASK, TASK, reference);
    }

    @Test
    void data_key_whose_master_is_gone_holds_up_neither_other_keys_of_its_tenant_nor_other_tenants() {
        InterimRef ours = world.bringing.taskForm(ANN, "t", TASK, submission("{\"amount\":5}"));
        String locked = bringFor("globex", world.vault);
        String lockedValue = data(locked);
        String lockedKey = world.dataKeys.currentId("globex").orElseThrow();
        world.dataKeys.rewrap(
                "globex",
                lockedKey,
                world.dataKeys.find("globex", lockedKey).orElseThrow(),
                LocalMasterKeys.of(Vaults.SECOND_MASTER).wrap("globex", new byte[32]));
        DataKeys keys =
                new DataKeys(world.dataKeys, LocalMasterKeys.of(Vaults.THIRD_MASTER + "," + Vaults.MASTER), world.time);
        Vault vault = Vaults.over(keys);
        keys.rotate("globex");
        String theirs = bringFor("globex", vault);
        String ourNewKey = keys.rotate("acme");
        String theirNewKey = keys.rotate("globex");

        KeyRotation both = new KeyRotation(keys, vault, world.store, world.meters);
        try (LogLines lines = new LogLines()) {
            both.resealAll();

            assertThat(lines.warnings())
                    .anyMatch(line ->
                            line.contains("data key not rewrapped tenant=globex key=" + lockedKey + " master=m2"))
                    .anyMatch(line -> line.contains("values not resealed dataKey=globex/" + lockedKey + " master=m2"));
        }
        assertThat(data(ours.key())).startsWith("v1:acme/" + ourNewKey + ":");
        assertThat(data(theirs)).startsWith("v1:globex/" + theirNewKey + ":");
        assertThat(data(locked)).isEqualTo(lockedValue);
        both.countKeys();
        assertThat(wrappedBy("m1")).isZero();
        assertThat(wrappedBy("m2")).isEqualTo(1);
        assertThat(wrappedBy("m3")).isEqualTo(4);
    }

    private String bringFor(String tenant, Vault vault) {
        String key = InterimKeys.startForm("loan", UUID.randomUUID().toString());
        world.store.putUnbound(
                tenant, key, Map.of("data", vault.seal(tenant, key, "data", new byte[] {1})), InterimWorld.LIFE);
        return key;
    }

    private String data(String key) {
        return world.store.get(key).getOrDefault("data", "");
    }

    private double wrappedBy(String master) {
        return world.meters
                .get("docket.interim.data.keys")
                .tag("master", master)
                .gauge()
                .value();
    }

    @Test
    void keys_that_cannot_be_counted_keep_nothing_from_being_sealed_anew() {
        InterimRef reference = world.bringing.taskForm(ANN, "t", TASK, submission("{\"amount\":5}"));
        String id = world.keys.rotate("acme");
        world.meters.config().meterFilter(new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id meter) {
                if (meter.getName().equals("docket.interim.data.keys")) {
                    throw new IllegalStateException("not counted");
                }
                return meter;
            }
        });

        new KeyRotation(world.keys, world.vault, world.store, world.meters).resealAll();

        assertThat(data(reference.key())).startsWith("v1:acme/" + id + ":");
    }

    @Test
    void value_that_does_not_open_is_left_alone_and_holds_up_no_other() {
        InterimRef reference = world.bringing.taskForm(ANN, "t", TASK, submission("{\"amount\":5}"));
        world.store.values.put(
                "bpm-form-submissions:process/x/task/y",
                new LinkedHashMap<>(Map.of("data", "v1:acme/0:AAAA", "x-access-token", "nonsense")));
        String id = world.keys.rotate("acme");

        rotation.resealAll();

        assertThat(world.store.values.get(reference.key()).get("data")).contains(id);
        assertThat(world.store.values.get("bpm-form-submissions:process/x/task/y"))
                .containsEntry("data", "v1:acme/0:AAAA");
    }
}
