package io.docket.eventstore.route.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.route.Reply;
import io.docket.eventstore.route.Reply.NotAsked;
import io.docket.eventstore.route.Reply.Unknown;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeparturesTest {
    private static final String QUESTION = "who?";

    private static Reply<byte[]> ask(GrpcSettings settings, String address) {
        try (GrpcTransport asking = GrpcTransport.on(new InetSocketAddress("127.0.0.1", 0), null, settings)) {
            return asking.ask(address, QUESTION.getBytes(UTF_8));
        }
    }

    @Test
    void a_question_whose_connection_ends_before_the_answer_may_have_been_taken() throws IOException {
        try (LastWords asked = new LastWords(QUESTION, LastWords.NONE)) {
            assertThat(ask(GrpcSettings.DEFAULT, asked.address())).isInstanceOf(Unknown.class);
        }
    }

    @Test
    void a_reason_is_one_line() throws IOException {
        try (LastWords asked = new LastWords(QUESTION, LastWords.NONE)) {
            Unknown<byte[]> reply = (Unknown<byte[]>) ask(GrpcSettings.DEFAULT, asked.address());

            assertThat(reply.reason()).contains("did not answer: UNAVAILABLE").hasLineCount(1);
        }
    }

    @Test
    void a_question_that_was_certainly_not_begun_and_goes_nowhere_else_was_not_asked() throws IOException {
        try (LastWords asked = new LastWords(QUESTION, LastWords.NOTHING_WAS_BEGUN)) {
            assertThat(ask(GrpcSettings.DEFAULT, asked.address())).isInstanceOf(NotAsked.class);
        }
    }

    @Test
    void a_question_to_who_never_says_hello_was_not_asked() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            GrpcSettings impatient = GrpcSettings.DEFAULT.withDeadline(Duration.ofMillis(300));

            assertThat(ask(impatient, "127.0.0.1:" + silent.getLocalPort())).isInstanceOf(NotAsked.class);
        }
    }
}
