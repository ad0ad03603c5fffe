package io.docket.projection.kills;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.EventCatalog;
import io.docket.projection.mongo.MongoStore;
import io.docket.projection.view.Projector;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AllSortsTest {
    @Test
    void every_type_of_event_comes_soon() {
        AllSorts work = new AllSorts("acme", 0, 1);

        assertThat(Stream.generate(work::next)
                        .limit(3_000)
                        .map(event -> event.envelope().type()))
                .containsAll(EventCatalog.types());
    }

    @Test
    void every_view_is_compared() {
        assertThat(MongoStore.PROJECTORS).extracting(Projector::view).hasSameElementsAs(Comparison.VIEWS);
    }
}
