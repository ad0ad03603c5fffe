package io.docket.eventstore.route.grpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.example.Encrypted;
import io.docket.eventstore.route.Reply;
import io.docket.eventstore.route.Reply.Answered;
import io.docket.eventstore.route.Reply.NotAsked;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two instances that show each other certificates, and those that have not the right ones. */
class GrpcTlsTest {
    private static final String NAME = "meters";
    private static final byte[] QUESTION = "who?".getBytes(UTF_8);

    @TempDir
    private static Path folder;

    private static Certificates ours;
    private static Certificates others;

    /** Questions that arrived where they were to be answered. */
    private final List<String> arrived = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = new Certificates(folder.resolve("ours"), NAME);
        others = new Certificates(folder.resolve("others"), NAME);
    }

    /** Who asks, and what is wrong with it. */
    enum Asking {
        FOR_ANOTHER_NAME,
        OF_ANOTHER_AUTHORITY,
        WHO_TRUSTS_ANOTHER_AUTHORITY,
        WITHOUT_A_CERTIFICATE,
        IN_PLAIN_TEXT;

        private GrpcSettings settings() throws IOException {
            return switch (this) {
                case FOR_ANOTHER_NAME -> asking(expects(ours, ours), "somebody-else");
                case OF_ANOTHER_AUTHORITY -> asking(expects(others, ours), NAME);
                case WHO_TRUSTS_ANOTHER_AUTHORITY -> asking(expects(ours, others), NAME);
                case WITHOUT_A_CERTIFICATE ->
                    asking(
                            TlsChannelCredentials.newBuilder()
                                    .trustManager(ours.authorities().toFile())
                                    .build(),
                            NAME);
                case IN_PLAIN_TEXT -> asking(InsecureChannelCredentials.create(), NAME);
            };
        }
    }

    private static GrpcSettings right() throws IOException {
        return Encrypted.settings(
                ours.certificate().toFile(),
                ours.key().toFile(),
                ours.authorities().toFile(),
                NAME);
    }

    private static GrpcSettings asking(ChannelCredentials expects, String name) throws IOException {
        return right().withTls(right().shows(), expects, name);
    }

    private static ChannelCredentials expects(Certificates shown, Certificates trusted) throws IOException {
        return TlsChannelCredentials.newBuilder()
                .keyManager(shown.certificate().toFile(), shown.key().toFile())
                .trustManager(trusted.authorities().toFile())
                .build();
    }

    private static GrpcTransport listening(GrpcSettings settings) {
        return GrpcTransport.on(new InetSocketAddress("127.0.0.1", 0), null, settings);
    }

    private Reply<byte[]> ask(GrpcSettings asked, GrpcSettings asking) {
        try (GrpcTransport answers = listening(asked);
                GrpcTransport asks = listening(asking)) {
            answers.answerWith(question -> {
                arrived.add(new String(question, UTF_8));
                return "me".getBytes(UTF_8);
            });
            return asks.ask(answers.address(), QUESTION);
        }
    }

    @Test
    void instances_with_certificates_of_one_authority_for_the_right_name_answer_each_other() throws IOException {
        Reply<byte[]> reply = ask(right(), right());

        assertThat(reply).isInstanceOf(Answered.class);
        assertThat(((Answered<byte[]>) reply).value()).isEqualTo("me".getBytes(UTF_8));
        assertThat(arrived).containsExactly("who?");
    }

    @ParameterizedTest
    @EnumSource
    void whoever_is_not_one_of_the_instances_asks_nothing_and_knows_it(Asking asking) throws IOException {
        Reply<byte[]> reply = ask(right(), asking.settings());

        assertThat(reply).isInstanceOf(NotAsked.class);
        assertThat(arrived).isEmpty();
    }

    @Test
    void an_instance_with_tls_asks_nothing_in_plain_text() throws IOException {
        Reply<byte[]> reply = ask(GrpcSettings.DEFAULT, right());

        assertThat(reply).isInstanceOf(NotAsked.class);
        assertThat(arrived).isEmpty();
    }
}
