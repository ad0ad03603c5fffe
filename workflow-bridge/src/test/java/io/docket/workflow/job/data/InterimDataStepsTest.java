package io.docket.workflow.job.data;

import static io.docket.workflow.interim.InterimWorld.ANN;
import static io.docket.workflow.interim.InterimWorld.INSTANCE;
import static io.docket.workflow.interim.InterimWorld.TASK;
import static io.docket.workflow.interim.InterimWorld.submission;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.event.InterimRef;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.interim.Checking.Use;
import io.docket.workflow.interim.DeliveriesInMemory;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.interim.PayloadDelivery;
import io.docket.workflow.interim.Submission;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.JobWorker;
import io.docket.workflow.job.JobWorkers;
import io.docket.workflow.job.Jobs;
import io.docket.workflow.job.command.CommandWorker;
import io.docket.workflow.job.script.ScriptWorker;
import io.docket.workflow.memory.InstanceRef;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.signature.NewSystemKeys;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.Steps;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterimDataStepsTest {
    private static final InstanceRef OTHER = new InstanceRef("acme", "d~q");
    private static final long KEY = 5;
    private static final long OTHER_KEY = 8;
    private static final long OF_GLOBEX = 9;
    private static final int MAX_BYTES = 200;

    @TempDir
    Path folder;

    private final MemoryInMemory memory = new MemoryInMemory(new Steps());
    private final List<BridgeCommand> sent = new ArrayList<>();
    private InterimWorld world = new InterimWorld();
    private JobWorkers workers = new JobWorkers(List.of());

    @BeforeEach
    void two_instances_run() throws IOException, GeneralSecurityException {
        world = new InterimWorld(NewSystemKeys.in(folder));
        memory.bind(INSTANCE, KEY);
        memory.bind(OTHER, OTHER_KEY);
        memory.bind(new InstanceRef("globex", "c~p"), OF_GLOBEX);
        JobInstances instances = new JobInstances(memory);
        List<JobWorker> all = new ArrayList<>(CommandWorker.all(command -> {
            sent.add(command);
            return Json.mapper().createObjectNode().put("id", "r-1");
        }));
        all.add(new ScriptWorker());
        all.add(new BringWorker(instances, world.bringing, MAX_BYTES));
        workers = new JobWorkers(DataWorker.among(all, instances, world.checking));
    }

    private JobOutcome outcome(String type, JobCall call) {
        return workers.all().stream()
                .filter(worker -> worker.type().equals(type))
                .findFirst()
                .orElseThrow()
                .work(call);
    }

    private ObjectNode done(String type, JobCall call) {
        return ((JobOutcome.Done) outcome(type, call)).variables();
    }

    private InterimRef form(String data) {
        return world.bringing.taskForm(ANN, "t", TASK, submission(data));
    }

    private static String variables(InterimRef form) {
        return "{\"form\":" + new String(Json.bytes(form), UTF_8) + "}";
    }

    private static InterimRef reference(ObjectNode variables) {
        return Json.read(Json.bytes(variables.get("reference")), InterimRef.class);
    }

    private InterimRef derived(String variables) {
        return reference(done(
                "docket:bring-data",
                Jobs.call(
                        1,
                        KEY,
                        Map.of("interimData", "={review: form}", "data", "={double: review.data.income * 2}"),
                        variables)));
    }

    @Test
    void what_a_step_derives_of_a_form_is_kept_for_its_instance_under_the_platforms_signature() {
        InterimRef derived = derived(variables(form("{\"income\":1000}")));

        assertThat(derived.key()).startsWith("bpm-form-submissions:process/c~p/task/task/");
        assertThat(world.store.ownerOf(derived.key())).contains(INSTANCE);
        assertThat(world.store.values.get(derived.key())).containsOnlyKeys("data", "signature");
        Submission kept = world.checking.ofInstance(INSTANCE, derived.key()).orElseThrow();
        assertThat(new String(kept.data().bytes(), UTF_8)).isEqualTo("{\"double\":2000}");
        assertThat(derived.signatureSha256()).isNotNull();
    }

    @Test
    void step_that_is_repeated_gets_what_it_brought_first_and_another_one_does_not_overwrite_it() {
        InterimRef first = derived(variables(form("{\"income\":1000}")));

        InterimRef repeated = derived(variables(form("{\"income\":1}")));
        InterimRef other =
                reference(done("docket:bring-data", Jobs.call(2, KEY, Map.of("data", "={double: 4}"), "{}")));

        assertThat(repeated).isEqualTo(first);
        assertThat(other.key()).isNotEqualTo(first.key());
        assertThat(world.store.owners).containsKeys(first.key(), other.key());
    }

    @Test
    void payload_goes_from_one_process_to_another_by_its_key_and_its_signature_fits() {
        InterimRef payload = reference(done(
                "docket:bring-data",
                Jobs.call(
                        1,
                        KEY,
                        Map.of(
                                "interimData",
                                "={review: form}",
                                "data",
                                "={income: review.data.income}",
                                "payloadFor",
                                "payout"),
                        variables(form("{\"income\":1000}")))));
        assertThat(payload.key()).startsWith("bpm-message-payloads:process-definition/payout/start-message/");
        world.check(Use.PUBLISH_MESSAGE, "approved", payload);
        JobCall reading = Jobs.call(
                2,
                OTHER_KEY,
                Map.of("interimData", "={order: payloadKey}", "type", "payout", "data", "=order"),
                "{\"payloadKey\":\"" + payload.key() + "\"}");
        assertThat(outcome("docket:put-record", reading)).isInstanceOf(JobOutcome.NotYet.class);
        PayloadDelivery delivery = new PayloadDelivery(new DeliveriesInMemory(), world.events, world.time);
        delivery.published(11, payload.key());
        delivery.correlated(11, OTHER);

        ObjectNode variables = done("docket:put-record", reading);

        assertThat(sent).singleElement().satisfies(command -> {
            assertThat(command.payload().at("/data/data/income").intValue()).isEqualTo(1000);
            assertThat(command.payload().at("/data/signature").asText()).contains("..");
        });
        assertThat(variables).hasToString("{\"commandResult\":{\"id\":\"r-1\"}}");
        JobCall sender = Jobs.call(
                3,
                KEY,
                Map.of("interimData", "={order: reference}", "expression", "=order.data.income"),
                "{\"reference\":\"" + payload.key() + "\"}");
        assertThatThrownBy(() -> outcome("docket:script", sender)).satisfies(InterimDataStepsTest::isForeign);
    }

    @Test
    void payload_that_was_taken_is_sent_on_with_the_signature_that_it_came_with() {
        InterimRef payload = reference(done(
                "docket:bring-data", Jobs.call(1, KEY, Map.of("data", "={income: 7}", "payloadFor", "payout"), "{}")));
        world.events.bind(OTHER, payload.key());

        InterimRef sentOn = reference(done(
                "docket:bring-data",
                Jobs.call(
                        2,
                        OTHER_KEY,
                        Map.of(
                                "interimData",
                                "={order: payloadKey}",
                                "data",
                                "=order.data",
                                "signature",
                                "=order.signature",
                                "payloadFor",
                                "archive"),
                        "{\"payloadKey\":\"" + payload.key() + "\"}")));

        assertThat(sentOn.key()).isNotEqualTo(payload.key());
        assertThat(sentOn.sha256()).isEqualTo(payload.sha256());
        assertThat(sentOn.signatureSha256()).isEqualTo(payload.signatureSha256());
        world.check(Use.PUBLISH_MESSAGE, "archived", sentOn);
    }

    @Test
    void signature_that_does_not_fit_is_not_kept() {
        assertThatThrownBy(() -> outcome(
                        "docket:bring-data",
                        Jobs.call(1, KEY, Map.of("data", "={a: 1}", "signature", "e30..AAAA"), "{}")))
                .satisfies(refusal -> isRefused(refusal, "invalid-signature"));
        assertThat(world.store.values).isEmpty();
    }

    @Test
    void data_of_another_instance_or_tenant_is_an_incident() {
        InterimRef form = form("{\"income\":1000}");
        String named = variables(form);
        Map<String, String> headers = Map.of("interimData", "={review: form}", "expression", "=review.data.income");

        assertThatThrownBy(() -> outcome("docket:script", Jobs.call(1, OTHER_KEY, headers, named)))
                .satisfies(InterimDataStepsTest::isForeign);
        assertThatThrownBy(() -> outcome("docket:script", Jobs.call(1, OF_GLOBEX, headers, named)))
                .satisfies(InterimDataStepsTest::isForeign);
        assertThatThrownBy(() -> world.checking.ofInstance(
                        new InstanceRef("globex", "c~p"),
                        world.bringing.payload(ANN, "loan", submission("{}")).key()))
                .satisfies(refusal -> isRefused(refusal, "interim-data-gone"));
        assertThatThrownBy(() -> outcome(
                        "docket:script",
                        Jobs.call(1, KEY, headers, "{\"form\":\"bpm-form-submissions:process/c~p/task/gone\"}")))
                .satisfies(refusal -> isRefused(refusal, "interim-data-gone"));
    }

    @Test
    void data_that_is_not_what_the_reference_says_is_an_incident() {
        InterimRef before = form("{\"income\":1000}");
        form("{\"income\":1001}");

        assertThatThrownBy(() -> derived(variables(before)))
                .satisfies(refusal -> isRefused(refusal, "interim-data-mismatch"));
    }

    @Test
    void job_whose_instance_is_not_known_yet_looks_again_later() {
        JobCall early = Jobs.call(1, 99, Map.of("data", "={a: 1}"), "{\"docketProcessInstanceId\":\"c~p\"}");

        assertThat(outcome("docket:bring-data", early)).isInstanceOf(JobOutcome.NotYet.class);
    }

    @Test
    void a_process_decides_by_the_data_and_does_not_get_it() {
        String named = variables(form("{\"income\":1000,\"name\":\"Zoë\"}"));
        Map<String, String> asks = Map.of("interimData", "={review: form}", "expression", "=review.data.income > 500");
        Map<String, String> takes = Map.of("interimData", "={review: form}", "expression", "=review.data");

        assertThat(done("docket:script", Jobs.call(1, KEY, asks, named))).hasToString("{\"result\":true}");
        assertThatThrownBy(() -> outcome("docket:script", Jobs.call(1, KEY, takes, named)))
                .satisfies(refusal -> isRefused(refusal, "interim-data-result"));
    }

    @Test
    void fault_of_an_expression_says_nothing_of_the_data() {
        Map<String, String> headers = Map.of(
                "interimData", "={review: form}", "expression", "=assert(review.data.name, false, review.data.name)");

        assertThatThrownBy(() ->
                        outcome("docket:script", Jobs.call(1, KEY, headers, variables(form("{\"name\":\"Zoë\"}")))))
                .satisfies(refusal -> isRefused(refusal, "feel"))
                .hasMessageNotContaining("Zoë");
    }

    @Test
    void what_is_at_hand_is_no_input_by_itself() {
        Map<String, String> headers = Map.of("interimData", "={data: form}", "type", "payout");

        assertThatThrownBy(() -> outcome("docket:put-record", Jobs.call(1, KEY, headers, variables(form("{\"a\":1}")))))
                .hasMessageContaining("input data is missing");
    }

    @Test
    void data_over_the_limit_is_an_incident() {
        String large = "{\"large\":\"" + "x".repeat(MAX_BYTES) + "\"}";

        assertThatThrownBy(() -> outcome("docket:bring-data", Jobs.call(1, KEY, Map.of("data", "={a: large}"), large)))
                .satisfies(refusal -> isRefused(refusal, "too-large"));
    }

    private static void isForeign(Throwable refusal) {
        isRefused(refusal, "interim-data-foreign");
    }

    private static void isRefused(Throwable refusal, String code) {
        assertThat(refusal).isInstanceOf(Refused.class);
        assertThat(((Refused) refusal).code()).isEqualTo(code);
    }
}
