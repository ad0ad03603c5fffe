package io.docket.workflow.backup;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.INSTANCE;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static io.docket.workflow.interim.InterimWorld.submission;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.workflow.interim.Checking.Use;
import io.docket.workflow.interim.InterimWorld;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

class BackupTest {
    private final InterimWorld world = new InterimWorld();
    private final InterimRef form = world.bringing.taskForm(ANN, "t", TASK, submission("{\"amount\":5}"));
    private final InterimRef startForm = world.bringing.startForm(ANN, "t", "loan", submission("{\"amount\":6}"));
    private final String backup = backup("acme");

    private String backup(String tenant) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Backup(world.store, world.dataKeys).write(tenant, out);
        return out.toString(UTF_8);
    }

    private static Restore.Report restore(InterimWorld into, String tenant, String lines) {
        return new Restore(into.store, into.keys, into.vault, InterimWorld.LIFE)
                .read(tenant, new ByteArrayInputStream(lines.getBytes(UTF_8)));
    }

    @Test
    void what_was_lost_comes_back_even_if_new_keys_were_made_meanwhile() {
        InterimWorld empty = new InterimWorld();
        empty.vault.seal("acme", "k", "data", new byte[1]);

        assertThat(restore(empty, "acme", backup)).isEqualTo(new Restore.Report(3, 0, 0));

        empty.check(Use.COMPLETE_TASK, TASK, form);
        empty.check(Use.START_PROCESS, "loan", startForm);
    }

    @Test
    void backup_shows_nothing_and_holds_one_tenant() {
        assertThat(backup).doesNotContain("amount").contains(form.key(), startForm.key());
        assertThat(backup("globex")).isEmpty();
    }

    @Test
    void restore_changes_nothing_that_is_there() {
        InterimRef later = world.bringing.taskForm(ANN, "t", TASK, submission("{\"amount\":7}"));

        assertThat(restore(world, "acme", backup)).isEqualTo(new Restore.Report(0, 3, 0));

        world.check(Use.COMPLETE_TASK, TASK, later);
    }

    @Test
    void altered_values_and_those_of_instances_that_are_over_are_refused() {
        InterimWorld empty = new InterimWorld();
        String moved = backup.replace("task/review", "task/other").replace("start-form/", "start-form/x");
        assertThat(restore(empty, "acme", moved)).isEqualTo(new Restore.Report(1, 0, 2));

        world.events.on(INSTANCE, new ProcessEvent.Completed());
        world.store.values.clear();
        assertThat(restore(world, "acme", backup).refused()).isEqualTo(1);
        assertThat(restore(empty, "globex", backup)).isEqualTo(new Restore.Report(0, 0, 3));
    }
}
