package io.docket.system.journeys;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.docket.system.support.Api;
import io.docket.system.support.CommandLine;
import io.docket.system.support.Fixtures;
import io.docket.system.support.Platform;
import io.docket.system.support.RawRequest;
import io.docket.system.support.Tokens;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An auditor downloads the proof of a case, and verifies it without the platform. */
class ProofJourneyIT {
    private static final Api AUDITOR = new Api("demo");
    private static final Api WORKER = new Api("worker");
    private static final Duration UNTIL_SEALED = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long VERIFY_SECONDS = 60;

    @TempDir
    private Path folder;

    @Test
    void a_downloaded_proof_is_verified_offline_and_any_change_of_it_is_found() throws Exception {
        String id = aCaseOfThreeVersions();
        Path proof = folder.resolve("case.proof.json");

        await().atMost(UNTIL_SEALED)
                .pollInterval(PAUSE)
                .untilAsserted(() -> verdict(download(id, proof)).then().body("proven", equalTo(true)));

        CommandLine.Finished intact = verify(proof);
        assertThat(intact.output()).contains("case/" + id + ": versions 1 to 3", "intact: every event is sealed");
        assertThat(intact.exit()).isZero();

        byte[] content = Files.readAllBytes(proof);
        Path changed = folder.resolve("changed.proof.json");
        Files.writeString(changed, new String(content, UTF_8).replaceFirst("Attic", "Attik"));
        CommandLine.Finished broken = verify(changed);
        assertThat(broken.output()).contains("CONTENT_CHANGED at ", " of case/" + id + ", number ");
        assertThat(broken.exit()).isEqualTo(1);
        verdict(Files.readAllBytes(changed))
                .then()
                .statusCode(200)
                .body("intact", equalTo(false))
                .body("break.check", equalTo("CONTENT_CHANGED"))
                .body("break.subject", equalTo("case/" + id));

        Files.write(changed, Arrays.copyOf(content, content.length / 2));
        assertThat(verify(changed).output()).contains("not a proof: it ends too early");
        verdict(Files.readAllBytes(changed))
                .then()
                .statusCode(400)
                .body("detail", containsString("not a proof: it ends too early"));
    }

    @Test
    void a_proof_that_is_too_large_is_refused_with_a_problem() throws Exception {
        assertThat(RawRequest.post("demo", "/api/history/verify", 11 << 20))
                .startsWith("HTTP/1.1 413 ")
                .contains("application/problem+json", "https://docket.io/problems/too-large");
    }

    @Test
    void a_proof_is_for_auditors_and_about_their_own_tenant() {
        String id = aCaseOfThreeVersions();

        proof(WORKER, "case/" + id).then().statusCode(403);
        proof(new Api("other"), "case/" + id).then().statusCode(404);
        proof(AUDITOR, "case/" + Fixtures.unique("nobody")).then().statusCode(404);
        proof(AUDITOR, "nonsense").then().statusCode(400);
        AUDITOR.request()
                .queryParam("subject", "case/" + id)
                .queryParam("version", "7")
                .get("/api/history/proof")
                .then()
                .statusCode(404);
        AUDITOR.request()
                .contentType("application/json")
                .body("[]")
                .post("/api/history/verify")
                .then()
                .statusCode(400)
                .body("detail", containsString("not a proof"));
    }

    private static String aCaseOfThreeVersions() {
        String type = Fixtures.permitType(Map.of());
        String id = WORKER.accepted(
                        "open-case", Map.of("caseType", type, "title", "Attic", "data", Map.of("street", "Dam")))
                .path("id");
        WORKER.accepted("update-case", Map.of("caseId", id, "data", Map.of("floors", 3)));
        Response moved = WORKER.accepted("move-case", Map.of("caseId", id, "stage", "review"));
        WORKER.after(moved, "/api/cases/" + id).then().statusCode(200);
        return id;
    }

    /** As curl -o does it. */
    private static byte[] download(String id, Path file) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(Platform.gateway() + "/api/history/proof?subject=case/" + id + "&version=3"))
                    .header("Authorization", "Bearer " + Tokens.of("demo"))
                    .build();
            HttpResponse<Path> response = client.send(request, HttpResponse.BodyHandlers.ofFile(file));
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Content-Disposition"))
                    .contains("attachment; filename=\"case-" + id + ".proof.json\"");
            return Files.readAllBytes(file);
        }
    }

    private static Response proof(Api user, String subject) {
        return user.request().queryParam("subject", subject).get("/api/history/proof");
    }

    private static Response verdict(byte[] proof) {
        return AUDITOR.request().contentType("application/json").body(proof).post("/api/history/verify");
    }

    private CommandLine.Finished verify(Path proof) throws IOException, InterruptedException {
        return CommandLine.run(
                folder.resolve("output"),
                VERIFY_SECONDS,
                "verify",
                proof.toString(),
                "--key",
                Platform.home().resolve("secrets/checkpoint.pub.pem").toString());
    }
}
