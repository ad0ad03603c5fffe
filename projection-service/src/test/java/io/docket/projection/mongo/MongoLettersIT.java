package io.docket.projection.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.contracts.event.CaseEvent;
import io.docket.contracts.position.Position;
import io.docket.projection.Events;
import io.docket.projection.apply.LogIdentity;
import io.docket.projection.deadletter.ChangedLetter;
import io.docket.projection.deadletter.Eviction;
import io.docket.projection.deadletter.Letter;
import io.docket.projection.deadletter.Letter.Action;
import io.docket.projection.deadletter.Letters;
import io.docket.projection.deadletter.RootKey;
import io.docket.projection.query.PageCursor;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MongoLettersIT {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    private final MongoStore mongo = new MongoStore();
    private final Letters letters = mongo.letters();

    @AfterEach
    void close() {
        mongo.close();
    }

    @Test
    void a_letter_comes_back_as_it_was_stored() {
        Letter letter = letter("acme", "a", 0, List.of(9L, 12L), 20);

        assertThat(await(letters.save(List.of(letter)))).isTrue();

        assertThat(await(letters.of(1))).containsExactly(ChangedLetter.of(letter, 1, null));
    }

    @Test
    void a_letter_that_is_there_is_not_stored_as_a_new_one() {
        Letter letter = letter("acme", "a", 0, List.of(), Letter.ALL_NOTED);
        await(letters.save(List.of(letter)));

        assertThat(await(letters.save(List.of(letter, letter("acme", "b", 0, List.of(), Letter.ALL_NOTED)))))
                .isFalse();

        assertThat(await(letters.revisions(Set.of(1), Set.of("cases")))).hasSize(2);
    }

    @Test
    void of_two_changes_from_one_revision_the_first_counts() {
        Letter letter = stored("acme", "a");

        assertThat(await(letters.save(List.of(letter)))).isTrue();
        assertThat(await(letters.save(List.of(letter)))).isFalse();
        assertThat(await(letters.answer(letter))).isFalse();
        assertThat(await(letters.remove(letter))).isFalse();

        assertThat(await(letters.remove(ChangedLetter.of(letter, 2, null)))).isTrue();
        assertThat(await(letters.of(1))).isEmpty();
    }

    @Test
    void what_is_asked_survives_changes_of_the_owner_until_it_is_answered() {
        Letter letter = stored("acme", "a");
        Letter.Request request = new Letter.Request(Action.EVICT, "kim", NOW, letter.offset(), "broken");

        assertThat(await(letters.ask("acme", letter.key().id(), request))).isTrue();
        assertThat(await(letters.ask("acme", letter.key().id(), request))).isFalse();
        await(letters.save(List.of(letter)));
        List<Letter> asked = await(letters.asked(Set.of(1), Set.of("cases"), 10));
        assertThat(asked).containsExactly(ChangedLetter.of(letter, 2, request));
        assertThat(await(letters.answer(asked.getFirst()))).isTrue();

        assertThat(await(letters.asked(Set.of(1), Set.of("cases"), 10))).isEmpty();
    }

    @Test
    void nothing_is_asked_of_a_letter_that_moved_on_or_is_another_tenants() {
        Letter letter = stored("acme", "a");
        Letter.Request aboutAnother = new Letter.Request(Action.EVICT, "kim", NOW, letter.offset() + 1, "broken");
        Letter.Request request = new Letter.Request(Action.RETRY, "kim", NOW, letter.offset(), null);

        assertThat(await(letters.ask("acme", letter.key().id(), aboutAnother))).isFalse();
        assertThat(await(letters.ask("globex", letter.key().id(), request))).isFalse();
        assertThat(await(letters.askAll("globex", "cases", request))).isZero();
        assertThat(await(letters.askAll("acme", "tasks", request))).isZero();
        assertThat(await(letters.askAll("acme", "cases", request))).isEqualTo(1);
        assertThat(await(letters.find("globex", letter.key().id()))).isEmpty();
    }

    @Test
    void pages_hold_every_letter_of_the_tenant_once() {
        List<Letter> all = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            all.add(letter("acme", "r" + i, 0, List.of(), Letter.ALL_NOTED));
        }
        all.add(letter("globex", "r1", 0, List.of(), Letter.ALL_NOTED));
        await(letters.save(all));

        List<String> roots = new ArrayList<>();
        @Nullable PageCursor after = null;
        for (List<Letter> page = page(null); !page.isEmpty(); page = page(after)) {
            page.forEach(letter -> roots.add(letter.key().root()));
            Letter last = page.getLast();
            after = new PageCursor("parkedAt", last.parkedAt(), last.key().id());
        }

        assertThat(roots).hasSize(23).doesNotHaveDuplicates();
        assertThat(await(letters.page(new Letters.Filter("acme", "cases", "r7"), null, 10)))
                .hasSize(1);
        assertThat(await(letters.page(new Letters.Filter("acme", "tasks", null), null, 10)))
                .isEmpty();
    }

    @Test
    void decisions_count_for_the_log_that_they_were_made_about() {
        Eviction eviction =
                new Eviction("cases", "acme", "a", new Position(1, 7), "event-7", "a", "kim", NOW, "broken");

        await(letters.note(eviction));
        await(letters.note(eviction));
        await(mongo.source().clear());

        assertThat(await(letters.evictions(1))).containsExactly(eviction);
        assertThat(await(mongo.letters(new LogIdentity("cluster", "another")).evictions(1)))
                .isEmpty();
        LogEvent event = new Events("acme", 1).next("case", "a", "kim", new CaseEvent.Moved("a", "b"));
        DocumentKey document = new DocumentKey("cases-g2", "acme", "a");
        assertThat(await(mongo.evictions().of("acme", "a")).document(document)).isEqualTo(eviction);
        assertThat(await(mongo.evictions().of("acme", "a")).event("cases", event))
                .isNull();
        assertThat(await(mongo.evictions().of("globex", "a")).document(document))
                .isNull();
        assertThat(await(mongo.evictions().of("acme", "b")).document(document)).isNull();
        assertThat(await(mongo.evictions(new LogIdentity("cluster", "another")).of("acme", "a"))
                        .document(document))
                .isNull();
    }

    private List<Letter> page(@Nullable PageCursor after) {
        return await(letters.page(new Letters.Filter("acme", null, null), after, 5));
    }

    private Letter stored(String tenant, String root) {
        Letter letter = letter(tenant, root, 0, List.of(), Letter.ALL_NOTED);
        await(letters.save(List.of(letter)));
        return ChangedLetter.of(letter, 1, null);
    }

    private static Letter letter(String tenant, String root, long revision, List<Long> queued, long unnoted) {
        return new Letter(
                new RootKey("cases", tenant, root),
                1,
                7,
                queued,
                unnoted,
                new Letter.Cause("event-7", "docket.case.moved.v1", "case/" + root, "no such stage"),
                NOW,
                1,
                NOW,
                revision,
                null);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(TIMEOUT);
    }
}
