package io.docket.eventstore.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.Owner;
import io.docket.eventstore.Owners;
import io.docket.eventstore.OwnersListener;
import io.docket.eventstore.simulation.LogView.Announced;
import java.util.List;
import java.util.Optional;

/** What one directory of owners hears: each word of the log once, in order, and the last one is what it knows. */
final class HeardOwners implements OwnersListener {
    private final String instance;
    private final LogView log;
    private final Owners directory;
    private final int[] heard;

    HeardOwners(String instance, LogView log, Owners directory) {
        this.instance = instance;
        this.log = log;
        this.directory = directory;
        this.heard = new int[log.partitions()];
    }

    @Override
    public void changed(int partition, Optional<Owner> owner) {
        List<Announced> said = log.announced(partition);
        int number = heard[partition]++;
        assertThat(number)
                .as("words about partition %d that %s heard", partition, instance)
                .isLessThan(said.size());
        assertThat(owner.map(who -> new Announced(who.term(), who.instance())))
                .as("word %d about partition %d that %s heard", number, partition, instance)
                .isEqualTo(Optional.of(said.get(number)).filter(word -> word.instance() != null));
        assertThat(directory.ownerOf(partition))
                .as("owner of partition %d that %s knows", partition, instance)
                .isEqualTo(owner);
    }
}
