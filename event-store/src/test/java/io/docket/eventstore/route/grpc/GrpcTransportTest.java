package io.docket.eventstore.route.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.route.Reply;
import io.docket.eventstore.route.Reply.Answered;
import io.docket.eventstore.route.Reply.NotAsked;
import io.docket.eventstore.route.Reply.Unknown;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GrpcTransportTest {
    private static final byte[] QUESTION = "who?".getBytes(UTF_8);
    private static final GrpcSettings SETTINGS = GrpcSettings.DEFAULT.withRoom(1, Duration.ofMillis(10), 1);

    private final GrpcTransport asked = GrpcTransport.on(new InetSocketAddress("127.0.0.1", 0), null, SETTINGS);
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    /** Answers when it may. */
    private final UnaryOperator<byte[]> slow = question -> {
        arrived.countDown();
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return question;
    };

    @AfterEach
    void close() {
        goOn.countDown();
        asked.close();
    }

    private static Reply<byte[]> ask(GrpcSettings settings, String address) {
        try (GrpcTransport asking = GrpcTransport.on(new InetSocketAddress("127.0.0.1", 0), null, settings)) {
            return asking.ask(address, QUESTION);
        }
    }

    @Test
    void a_question_is_answered_at_the_address_that_is_advertised() {
        asked.answerWith(question -> (new String(question, UTF_8) + " me").getBytes(UTF_8));

        Reply<byte[]> reply = ask(SETTINGS, asked.address());

        assertThat(((Answered<byte[]>) reply).value()).isEqualTo("who? me".getBytes(UTF_8));
    }

    @Test
    void an_answer_that_takes_too_long_is_unknown() {
        asked.answerWith(slow);

        Reply<byte[]> reply = ask(SETTINGS.withDeadline(Duration.ofMillis(200)), asked.address());

        assertThat(reply).isInstanceOf(Unknown.class);
        assertThat(((Unknown<byte[]>) reply).reason()).contains("DEADLINE_EXCEEDED");
    }

    @Test
    void an_instance_that_is_not_there_was_not_asked() {
        String address = asked.address();
        asked.close();

        assertThat(ask(SETTINGS, address)).isInstanceOf(NotAsked.class);
    }

    @Test
    void an_instance_that_answers_nothing_yet_was_not_asked() {
        assertThat(ask(SETTINGS, asked.address())).isInstanceOf(NotAsked.class);
    }

    @Test
    void an_answer_that_fails_is_unknown() {
        asked.answerWith(question -> {
            throw new IllegalStateException("broken");
        });

        assertThat(ask(SETTINGS, asked.address())).isInstanceOf(Unknown.class);
    }

    @Test
    void an_answer_that_is_too_large_to_be_sent_is_unknown() {
        asked.answerWith(question -> new byte[Link.MAX_MESSAGE_BYTES + 1]);

        assertThat(ask(SETTINGS, asked.address())).isInstanceOf(Unknown.class);
    }

    @Test
    void no_more_is_under_way_than_there_is_room_for() throws InterruptedException {
        asked.answerWith(slow);
        try (GrpcTransport asking = GrpcTransport.on(new InetSocketAddress("127.0.0.1", 0), null, SETTINGS)) {
            CompletableFuture<Reply<byte[]>> first =
                    CompletableFuture.supplyAsync(() -> asking.ask(asked.address(), QUESTION));
            arrived.await();

            Reply<byte[]> second = asking.ask(asked.address(), QUESTION);
            Reply<byte[]> ofAnother = ask(SETTINGS, asked.address());
            goOn.countDown();

            assertThat(second).isInstanceOf(NotAsked.class);
            assertThat(ofAnother).isInstanceOf(NotAsked.class);
            assertThat(first.join()).isInstanceOf(Answered.class);
        }
    }
}
