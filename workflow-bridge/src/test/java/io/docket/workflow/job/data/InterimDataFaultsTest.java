package io.docket.workflow.job.data;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.INSTANCE;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static io.docket.workflow.interim.InterimWorld.submission;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.contracts.json.Json;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.JobWorker;
import io.docket.workflow.job.Jobs;
import io.docket.workflow.job.PlainFault;
import io.docket.workflow.job.PlainRefusal;
import io.docket.workflow.job.http.AllowList;
import io.docket.workflow.job.http.HttpWorker;
import io.docket.workflow.job.http.PublicAddresses;
import io.docket.workflow.job.http.Secrets;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.docket.workflow.signature.NewSystemKeys;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.Steps;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a fault whose words may hold interim data. */
class InterimDataFaultsTest {
    private static final long KEY = 5;
    private static final String OF_THE_DATA = "Zoe";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final MemoryInMemory memory = new MemoryInMemory(new Steps());
    private final JobInstances instances = new JobInstances(memory);
    private InterimWorld world = new InterimWorld();

    @BeforeEach
    void an_instance_runs() throws IOException, GeneralSecurityException {
        world = new InterimWorld(NewSystemKeys.in(folder));
        memory.bind(INSTANCE, KEY);
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void host_of_a_computed_url_is_not_told() {
        Refused refusal = refusal(http(), Map.of("url", "=\"http://\" + form.data.name + \".example.com/\""));

        assertThat(refusal.code()).isEqualTo("http-not-allowed");
        assertThat(refusal).hasMessageNotContainingAny(OF_THE_DATA, OF_THE_DATA.toLowerCase(Locale.ROOT));
    }

    @Test
    void name_of_a_header_is_not_told() {
        Refused refusal = refusal(
                http(),
                Map.of("url", "http://localhost/", "headers", "=context put({}, form.data.name + \" x\", \"1\")"));

        assertThat(refusal.code()).isEqualTo("job-input");
        assertThat(refusal).hasMessageNotContaining(OF_THE_DATA);
    }

    @Test
    void name_of_a_member_is_not_told() {
        Refused refusal = refusal(
                new BringWorker(instances, world.bringing, 1_000),
                Map.of("data", "=context put({}, form.data.name, 9007199254740993)"));

        assertThat(refusal.code()).isEqualTo("not-canonical");
        assertThat(refusal).hasMessageNotContaining(OF_THE_DATA);
    }

    @Test
    void a_refusal_keeps_its_code_alone() {
        Refused refusal = (Refused) told(new Refused("command-403", OF_THE_DATA));

        assertThat(refusal.code()).isEqualTo("command-403");
        assertThat(refusal).hasMessage("not told, as it may hold interim data");
    }

    @Test
    void an_outage_stays_one_and_is_not_told_why() {
        assertThat(told(new Unavailable(OF_THE_DATA, new IOException(OF_THE_DATA))))
                .isInstanceOf(Unavailable.class)
                .hasMessageNotContaining(OF_THE_DATA)
                .hasNoCause();
    }

    @Test
    void of_another_fault_the_kind_is_told() {
        assertThat(told(new IllegalArgumentException(OF_THE_DATA)))
                .isNotInstanceOfAny(Refused.class, Unavailable.class)
                .hasMessageContaining("IllegalArgumentException")
                .hasMessageNotContaining(OF_THE_DATA)
                .hasNoCause();
    }

    @Test
    void what_the_bridge_says_in_its_own_words_is_told() {
        PlainRefusal missing = new PlainRefusal("job-input", "input url is missing");
        PlainOutage busy = new PlainOutage();

        assertThat(told(missing)).isSameAs(missing);
        assertThat(told(busy)).isSameAs(busy);
    }

    private JobWorker http() {
        return HttpWorker.of(
                vertx,
                new AllowList(Map.of()),
                new PublicAddresses(List.of()),
                new Secrets(Optional.empty()),
                Duration.ofSeconds(1),
                1);
    }

    private Refused refusal(JobWorker worker, Map<String, String> headers) {
        return (Refused) fault(worker, headers);
    }

    private RuntimeException told(RuntimeException fault) {
        return fault(new Failing(fault), Map.of());
    }

    private RuntimeException fault(JobWorker worker, Map<String, String> headers) {
        String form = new String(
                Json.bytes(world.bringing.taskForm(ANN, "t", TASK, submission("{\"name\":\"" + OF_THE_DATA + "\"}"))),
                UTF_8);
        Map<String, String> all = new HashMap<>(headers);
        all.put(DataWorker.INPUT, "={form: form}");
        JobCall call = Jobs.call(1, KEY, all, "{\"form\":" + form + "}");
        return catchThrowableOfType(
                RuntimeException.class, () -> new DataWorker(worker, instances, world.checking).work(call));
    }

    private static final class PlainOutage extends Unavailable implements PlainFault {
        PlainOutage() {
            super("the service answered 503", null);
        }
    }

    /** Fails at every attempt. */
    private record Failing(RuntimeException fault) implements JobWorker {
        @Override
        public String type() {
            return "docket:failing";
        }

        @Override
        public List<String> inputs() {
            return List.of();
        }

        @Override
        public JobOutcome work(JobCall call) {
            throw fault;
        }
    }
}
