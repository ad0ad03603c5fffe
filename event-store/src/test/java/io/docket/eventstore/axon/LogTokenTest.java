package io.docket.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.docket.contracts.position.Position;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.SerializedObject;
import org.junit.jupiter.api.Test;

class LogTokenTest {
    private final LogToken a = new LogToken(List.of(5L, 1L));
    private final LogToken b = new LogToken(List.of(3L, 4L));

    @Test
    void bounds_are_taken_partition_by_partition() {
        assertThat(a.lowerBound(b)).isEqualTo(new LogToken(List.of(3L, 1L)));
        assertThat(a.upperBound(b)).isEqualTo(new LogToken(List.of(5L, 4L)));
    }

    @Test
    void of_two_tokens_none_may_cover_the_other() {
        assertThat(a.covers(b)).isFalse();
        assertThat(b.covers(a)).isFalse();
        assertThat(a.upperBound(b).covers(a)).isTrue();
        assertThat(a.upperBound(b).covers(b)).isTrue();
        assertThat(a.covers(a)).isTrue();
    }

    @Test
    void an_event_moves_its_own_partition() {
        assertThat(a.after(new Position(1, 7))).isEqualTo(new LogToken(List.of(5L, 8L)));
        assertThat(a.after(new Position(1, 7)).position()).hasValue(13);
    }

    @Test
    void it_survives_the_token_store() {
        SerializedObject<String> json = OpenEngine.SERIALIZER.serialize(a, String.class);

        assertThat(json.getData()).isEqualTo("{\"next\":[5,1]}");
        assertThat(OpenEngine.SERIALIZER.<String, TrackingToken>deserialize(json))
                .isEqualTo(a);
    }

    @Test
    void of_a_token_that_wraps_two_the_earlier_place_counts() {
        assertThat(LogToken.from(new MergedTrackingToken(a, b))).isEqualTo(a.lowerBound(b));
    }

    @Test
    void a_token_of_another_store_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LogToken.from(new GlobalSequenceTrackingToken(3)))
                .withMessageContaining("not a token of this event store");
    }
}
