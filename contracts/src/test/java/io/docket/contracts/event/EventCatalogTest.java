package io.docket.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.json.Json;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCatalogTest {
    static Stream<Class<?>> events() {
        return below(DomainEvent.class);
    }

    private static Stream<Class<?>> below(Class<?> events) {
        return events.isRecord()
                ? Stream.of(events)
                : Arrays.stream(events.getPermittedSubclasses()).flatMap(EventCatalogTest::below);
    }

    @ParameterizedTest
    @MethodSource("events")
    void every_event_has_a_type_name_and_is_found_by_it(Class<? extends DomainEvent> event) {
        String type = EventCatalog.typeOf(event);

        assertThat(type).matches("docket\\.[a-z-]+\\.[a-z-]+\\.v\\d+");
        assertThat(EventCatalog.classOf(type)).contains(event);
    }

    @org.junit.jupiter.api.Test
    void an_event_survives_json() {
        var moved = new CaseEvent.Moved("A_SUBMITTED", "A_ACCEPTED");

        assertThat(EventCatalog.read("docket.case.moved.v1", Json.bytes(moved))).contains(moved);
    }
}
