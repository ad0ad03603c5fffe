package io.docket.projection.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.docket.contracts.event.RecordEvent;
import io.docket.contracts.json.Json;
import io.docket.projection.Events;
import io.docket.projection.view.Document;
import io.docket.projection.view.LogEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordProjectorTest {
    private final Events log = new Events("acme", 0);
    private final RecordProjector projector = new RecordProjector();
    private final Document put = fold(Document.empty(), put("{\"name\":\"Kim\",\"n\":1}"));

    @Test
    void a_record_is_called_as_its_client_called_it() {
        assertThat(put.fields())
                .contains(
                        entry("id", "P-1~c1"),
                        entry("type", "customer"),
                        entry("typeVersion", 2L),
                        entry("caseId", "P-1"),
                        entry("data", Map.of("name", "Kim", "n", 1L)),
                        entry("createdAt", Events.START),
                        entry("createdBy", "demo"),
                        entry("version", 1L));
        assertThat(projector.queryKeys(put))
                .containsEntry("type", "customer")
                .containsEntry("case", "P-1")
                .containsEntry("words", List.of("p", "1", "c1", "kim"));
        assertThat(projector.counters(put))
                .containsOnly(entry("stats:records/customer", 1L), entry("stats:events/record", 1L));
    }

    @Test
    void what_is_put_replaces_all_of_the_data() {
        Document again = fold(put, put("{\"x\":2}"));

        assertThat(again.fields())
                .contains(entry("data", Map.of("x", 2L)), entry("version", 2L), entry("createdAt", Events.START));
    }

    @Test
    void a_deleted_record_has_no_data_is_in_no_list_and_counts_no_more() {
        Document deleted = fold(put, new RecordEvent.Deleted());

        assertThat(deleted.fields()).containsEntry("version", 2L).doesNotContainKey("data");
        assertThat(deleted.get(RecordProjector.DELETED_AT)).isEqualTo(Events.START.plusSeconds(1));
        assertThat(projector.queryKeys(deleted)).containsEntry("type", "");
        assertThat(projector.counters(deleted)).containsOnly(entry("stats:events/record", 2L));
    }

    @Test
    void a_record_that_is_put_again_is_a_new_one_with_the_next_version() {
        Document again = fold(fold(put, new RecordEvent.Deleted()), put("{\"x\":2}"));

        assertThat(again.fields())
                .contains(entry("version", 3L), entry("createdAt", Events.START.plusSeconds(2)))
                .doesNotContainKey(RecordProjector.DELETED_AT);
    }

    private static RecordEvent put(String data) {
        return new RecordEvent.Put("customer", 2, "P-1", Json.tree(data.getBytes()));
    }

    private Document fold(Document before, RecordEvent event) {
        LogEvent next = log.next("record", "P-1~customer.c1", "demo", event);
        return projector.fold(before, next).at(next.position().offset());
    }
}
