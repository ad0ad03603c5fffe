package io.docket.eventstore.internal.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class FencingTest {
    @Test
    void an_invalid_transaction_state_is_a_sign_of_fencing() {
        assertThat(Fencing.isSignalledBy(new InvalidTxnStateException("ended by somebody else")))
                .isTrue();
    }

    @Test
    void the_sign_may_be_a_cause() {
        assertThat(Fencing.isSignalledBy(new KafkaException("send failed", new ProducerFencedException("new epoch"))))
                .isTrue();
    }

    @Test
    void a_timeout_is_no_sign() {
        assertThat(Fencing.isSignalledBy(new TimeoutException("no answer"))).isFalse();
    }
}
