package io.docket.projection.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.deadletter.LeftOut;
import io.docket.projection.kills.AllSorts;
import io.docket.projection.kills.CaseStates;
import io.docket.projection.timeline.MemoryTimelines;
import io.docket.projection.view.Document;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** States of the past against those that code which shares nothing with the service came to when they were the present. */
class PastStatesTest {
    private static final int EVENTS = 4_000;
    private static final int POINTS = 1_000;

    private record Noted(LogEvent event, Map<String, Object> state) {}

    @Test
    void a_thousand_states_of_the_past_are_what_they_were() {
        List<LogEvent> log = new AllSorts("acme", 1, 7).next(EVENTS);
        PastCases pastCases = new PastCases(
                MemoryTimelines.of(log).events(),
                new CaseProjector(),
                (tenant, root) -> Uni.createFrom().item(new LeftOut()));
        List<Noted> notes = notes(log);
        Random random = new Random(8);

        assertThat(notes).hasSizeGreaterThan(POINTS);
        assertThat(notes).anyMatch(noted -> noted.state().containsKey("unapplied"));
        for (int i = 0; i < POINTS; i++) {
            Noted noted = notes.get(random.nextInt(notes.size()));
            AsOf asOf = random.nextBoolean()
                    ? new AsOf.Version(noted.event().envelope().sequence())
                    : new AsOf.Moment(noted.event().envelope().time());
            Document past =
                    pastCases.find("acme", noted.event().id(), asOf).await().indefinitely();
            assertThat(stored(past.fields()))
                    .as(noted.event().id() + " " + asOf)
                    .isEqualTo(noted.state());
        }
    }

    /** The value as exactly as times are stored. */
    private static Object stored(Object value) {
        return switch (value) {
            case Instant at -> at.truncatedTo(ChronoUnit.MILLIS);
            case List<?> list -> list.stream().map(PastStatesTest::stored).toList();
            case Map<?, ?> map -> {
                Map<Object, Object> all = new HashMap<>();
                map.forEach((key, held) -> all.put(key, stored(held)));
                yield all;
            }
            default -> value;
        };
    }

    private static List<Noted> notes(List<LogEvent> log) {
        CaseStates states = new CaseStates();
        List<Noted> notes = new ArrayList<>();
        log.stream()
                .filter(event -> event.entity().equals("case"))
                .forEach(event -> notes.add(new Noted(event, states.after(event))));
        return notes;
    }
}
