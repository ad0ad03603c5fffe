package io.docket.system.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.system.support.Api;
import io.docket.system.support.CommandLine;
import io.docket.system.support.LoanReview;
import io.docket.system.support.Platform;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

/** What operators do with interim data, while a task waits for it. */
class InterimOperationIT {
    private static final Api DEMO = new Api("demo");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long COMMAND_SECONDS = 60;
    private static final String FORMS_OF_INSTANCE = "bpm-form-submissions:process/";
    private static final String INDEX = "bpm-form-submissions:process-instance-id:";

    @TempDir
    private Path folder;

    @Test
    void form_outlives_a_new_key_and_the_loss_of_its_copy_in_redis() throws Exception {
        LoanReview review = LoanReview.claimed();
        Map<String, Object> form = review.bring(Map.of("data", Map.of("income", "1000 EUR")))
                .jsonPath()
                .getMap("$");
        String key = Objects.toString(form.get("key"));
        Path backup = folder.resolve("interim.ndjson");

        String newKey = DEMO.request().post("/api/interim/keys").path("id");
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(sealed(key)).isNotEmpty().allMatch(value -> value.contains("/" + newKey + ":")));
        String read = DEMO.request().get("/api/interim/data?key=" + key).path("data.income");
        CommandLine.Finished backedUp = docket("backup", backup);
        lose(key);
        int lost = DEMO.request().get("/api/interim/data?key=" + key).statusCode();
        int withoutIt = review.complete(form).statusCode();
        CommandLine.Finished restored = docket("restore", backup);
        int again = review.complete(form).statusCode();

        review.awaitCompleted();
        assertThat(read).isEqualTo("1000 EUR");
        assertThat(backedUp.exit()).as(backedUp.output()).isZero();
        assertThat(Files.readString(backup)).contains(key).doesNotContain("1000 EUR");
        assertThat(lost).isEqualTo(404);
        assertThat(withoutIt).isEqualTo(422);
        assertThat(restored.output()).contains("restored 1, there already ");
        assertThat(again).isEqualTo(200);
    }

    private CommandLine.Finished docket(String command, Path file) throws Exception {
        return CommandLine.run(folder.resolve(command + ".log"), COMMAND_SECONDS, "interim", command, file.toString());
    }

    private static List<String> sealed(String key) {
        try (Jedis redis = new Jedis(URI.create(Platform.redis()))) {
            return redis.hvals(key);
        }
    }

    private static void lose(String key) {
        String instance = key.substring(FORMS_OF_INSTANCE.length(), key.indexOf("/task/"));
        try (Jedis redis = new Jedis(URI.create(Platform.redis()))) {
            assertThat(redis.del(key, INDEX + instance)).isEqualTo(2);
        }
    }
}
