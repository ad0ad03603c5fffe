package io.docket.command.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.docket.command.submit.Answer;
import io.docket.eventstore.route.grpc.Certificates;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class PeerSecurityTest {
    private static final String NAME = "peers.docket";
    private static final String OPEN = "{\"caseType\":\"loan\",\"caseId\":\"c1\",\"data\":{}}";

    @TempDir
    private static Path folder;

    private static Certificates ours;
    private static Certificates others;

    @BeforeAll
    static void make() throws Exception {
        ours = new Certificates(folder.resolve("ours"), NAME);
        others = new Certificates(folder.resolve("others"), NAME);
    }

    private static ServerCredentials shown(Certificates certificates) throws Exception {
        return TlsServerCredentials.create(
                certificates.certificate().toFile(), certificates.key().toFile());
    }

    private static Answer answer(ServerCredentials shown, PeerSecurity expected) {
        try (TwoInstances two = new TwoInstances(shown, expected)) {
            Answer answer = two.send("open-case", OPEN, "k1", null);
            assertThat(two.log.events().stream().filter(event -> event.root().equals("c1")))
                    .hasSize(answer.status() == 201 ? 1 : 0);
            return answer;
        }
    }

    @Test
    void a_command_is_answered_over_an_encrypted_connection() throws Exception {
        assertThat(answer(shown(ours), PeerSecurity.tls(ours.authorities(), NAME))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void nothing_is_told_to_who_shows_a_certificate_of_another_authority_or_for_another_name() throws Exception {
        assertThat(answer(shown(others), PeerSecurity.tls(ours.authorities(), NAME)))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal().detail()).contains("cannot be reached"));
        assertThat(answer(shown(ours), PeerSecurity.tls(ours.authorities(), "somebody.else"))
                        .status())
                .isEqualTo(503);
    }

    @Test
    void plain_text_is_not_understood() throws Exception {
        assertThat(answer(shown(ours), PeerSecurity.PLAIN_TEXT))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal().detail()).contains("cannot be reached"));
    }

    @Test
    void a_file_without_a_certificate_stops_the_start() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.pem"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PeerSecurity.tls(empty, NAME))
                .withMessageContaining("empty.pem");
        assertThatIllegalArgumentException().isThrownBy(() -> PeerSecurity.tls(folder.resolve("absent.pem"), NAME));
    }
}
