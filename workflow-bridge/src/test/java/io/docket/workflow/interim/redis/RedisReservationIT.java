package io.docket.workflow.interim.redis;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.docket.contracts.event.InterimRef;
import io.docket.workflow.interim.InterimStore.Outcome;
import io.docket.workflow.interim.Reserved;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Data that was brought for a command: which one may take it, and how long it waits. */
class RedisReservationIT extends RedisScene {
    @Test
    void data_is_for_the_command_that_took_it_first() {
        InterimRef form = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));
        Duration minute = Duration.ofMinutes(1);

        assertThat(redis.store.reserve("acme", form.key(), "acme/1", minute)).isEqualTo(Outcome.DONE);
        assertThatThrownBy(() -> redis.store.reserve("acme", form.key(), "acme/2", minute))
                .isInstanceOf(Reserved.class);
        assertThat(redis.store.take("acme", form.key(), "acme/1", minute)).isEqualTo(Outcome.DONE);
        assertThat(redis.store.reserve("acme", form.key(), "acme/1", minute)).isEqualTo(Outcome.DONE);
        assertThat(redis.store.reserve("acme", form.key(), "acme/2", minute)).isEqualTo(Outcome.TAKEN);
        assertThat(redis.store.take("acme", form.key(), "acme/2", minute)).isEqualTo(Outcome.TAKEN);
        assertThat(redis.store.take("acme", form.key(), "acme/1", Duration.ofDays(40)))
                .isEqualTo(Outcome.DONE);
        assertThat(redis.store.take("globex", form.key(), "globex/1", minute)).isEqualTo(Outcome.FOREIGN);
        redis.store.bind(INSTANCE, form.key());
        assertThat(redis.store.take("acme", form.key(), "acme/1", minute)).isEqualTo(Outcome.DONE);
        assertThat(redis.store.take("acme", form.key(), "acme/2", minute)).isEqualTo(Outcome.TAKEN);
        assertThat(redis.store.take("acme", form.key() + "1", "acme/1", minute)).isEqualTo(Outcome.GONE);
    }

    @Test
    void who_takes_data_has_it_though_another_one_has_reserved_it() {
        InterimRef form = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));
        Duration minute = Duration.ofMinutes(1);
        redis.store.reserve("acme", form.key(), "acme/1", minute);

        assertThat(redis.store.take("acme", form.key(), "acme/2", minute)).isEqualTo(Outcome.DONE);

        assertThat(redis.store.reserve("acme", form.key(), "acme/1", minute)).isEqualTo(Outcome.TAKEN);
        assertThat(redis.store.take("acme", form.key(), "acme/1", minute)).isEqualTo(Outcome.TAKEN);
        assertThat(redis.store.reserve("acme", form.key(), "acme/2", minute)).isEqualTo(Outcome.DONE);
    }

    @Test
    void reservation_ends_by_itself_and_what_has_an_instance_is_for_nobody() {
        InterimRef form = redis.bringing.startForm(ANN, "t", "loan", submission("{}"));
        redis.store.reserve("acme", form.key(), "acme/1", Duration.ofMillis(1));

        await().ignoreExceptionsInstanceOf(Reserved.class)
                .untilAsserted(() -> assertThat(redis.store.reserve("acme", form.key(), "acme/2", Duration.ofMillis(1)))
                        .isEqualTo(Outcome.DONE));
        redis.store.bind(INSTANCE, form.key());

        await().untilAsserted(() -> assertThat(redis.store.reserve("acme", form.key(), "acme/3", Duration.ofMinutes(1)))
                .isEqualTo(Outcome.TAKEN));
    }

    @Test
    void life_of_what_waits_is_extended_and_never_shortened() {
        InterimRef payload = redis.bringing.payload(ANN, "loan", submission("{}"));
        Instant brought = Instant.now();

        assertThat(redis.store.extend("acme", payload.key(), brought.plus(Duration.ofDays(30))))
                .isEqualTo(Outcome.DONE);
        redis.store.extend("acme", payload.key(), brought);

        assertThat(redis.store.removeUnbound(brought.plus(Duration.ofDays(29)), 10))
                .isEmpty();
        assertThat(redis.store.extend("globex", payload.key(), brought)).isEqualTo(Outcome.FOREIGN);
        redis.store.bind(INSTANCE, payload.key());
        assertThat(redis.store.extend("acme", payload.key(), brought.plus(Duration.ofDays(60))))
                .isEqualTo(Outcome.DONE);
        assertThat(redis.store.isUnbound(payload.key())).isFalse();
        assertThat(redis.store.extend("acme", payload.key() + "1", brought)).isEqualTo(Outcome.GONE);
    }
}
