package io.docket.notification.log;

import static io.docket.notification.Events.envelope;
import static io.docket.notification.Events.logged;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.position.Cursor;
import io.docket.notification.facts.FactBook;
import io.docket.notification.facts.MemoryFacts;
import io.docket.notification.log.LogReader.Batch;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadCacheTest {
    private static final Offsets FAR = place(1_000, 1_000);

    private final FactBook facts = MemoryFacts.book(10);
    private final ReadCache cache = new ReadCache(1_000_000);

    @Test
    void what_one_client_was_read_another_finds_from_any_place_within() {
        cache.keep(place(0, 0), new Batch(List.of(event(0, 3), event(1, 2), event(0, 5)), place(7, 4)));

        Batch all = cache.find(place(0, 0), FAR).orElseThrow();
        Batch rest = cache.find(place(4, 9), FAR).orElseThrow();

        assertThat(offsets(all)).containsExactlyInAnyOrder("0-3", "0-5", "1-2");
        assertThat(all.after()).isEqualTo(place(7, 4));
        assertThat(offsets(rest)).containsExactly("0-5");
        assertThat(rest.after()).isEqualTo(place(7, 9));
    }

    @Test
    void what_nobody_was_read_is_not_made_up() {
        cache.keep(place(10, 0), new Batch(List.of(event(0, 12)), place(13, 0)));

        assertThat(cache.find(place(9, 0), FAR)).isEmpty();
        assertThat(cache.find(place(13, 0), FAR)).isEmpty();
    }

    @Test
    void what_the_caller_cannot_use_yet_does_not_count_as_something_to_read() {
        cache.keep(place(0, 5), new Batch(List.of(event(0, 3), event(0, 5)), place(7, 5)));

        assertThat(cache.find(place(4, 5), place(4, 9))).isEmpty();
        Batch some = cache.find(place(0, 5), place(4, 9)).orElseThrow();

        assertThat(offsets(some)).containsExactly("0-3");
        assertThat(some.after()).isEqualTo(place(4, 5));
    }

    @Test
    void the_oldest_is_forgotten_when_it_is_full() {
        ReadCache small = new ReadCache(5_000);
        small.keep(place(0), new Batch(List.of(event(0, 0)), place(1)));
        small.keep(place(1), new Batch(List.of(event(0, 1)), place(2)));
        small.keep(place(2), new Batch(List.of(event(0, 2)), place(3)));

        assertThat(small.find(place(0), FAR)).isEmpty();
        assertThat(offsets(small.find(place(2), FAR).orElseThrow())).containsExactly("0-2");
    }

    private LoggedEvent event(int partition, long offset) {
        return logged(facts, partition, offset, envelope("acme", "case/1", new CaseEvent.Moved("a", "b")));
    }

    private static Offsets place(long... offsets) {
        return Offsets.of(new Cursor(offsets));
    }

    private static List<String> offsets(Batch batch) {
        return batch.events().stream().map(event -> event.position().toString()).toList();
    }
}
