package io.docket.workflow.interim.http;

import static io.docket.workflow.interim.InterimWorld.TASK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.docket.contracts.event.InterimRef;
import io.docket.contracts.event.ProcessEvent;
import io.docket.contracts.event.TaskEvent;
import io.docket.kit.identity.CallerProducer;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.settings.InterimSettings;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.Steps;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

class InterimResourceTest {
    private static final int MAX_BYTES = 100;
    private static final byte[] FORM = body("{\"data\":{\"amount\":5}}");

    private final InterimWorld world = new InterimWorld();
    private final InterimResource ann = resource("ann");
    private final InterimResource bob = resource("bob");

    private InterimResource resource(String user) {
        InterimSettings settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(InterimSettings.class)
                .withDefaultValue("docket.interim.max-bytes", Integer.toString(MAX_BYTES))
                .build()
                .getConfigMapping(InterimSettings.class);
        return new InterimResource(
                world.bringing,
                world.checking,
                new MemoryInMemory(new Steps()),
                new CallerProducer(),
                QuarkusSecurityIdentity.builder()
                        .setPrincipal(token(user))
                        .addRole("case-worker")
                        .build(),
                settings);
    }

    private static JsonWebToken token(String user) {
        JwtClaims claims = new JwtClaims();
        claims.setStringClaim("upn", user);
        claims.setStringClaim("tenant", "acme");
        claims.setStringClaim("raw_token", "to.ke.n");
        return new DefaultJWTCallerPrincipal(claims);
    }

    @Test
    void what_was_brought_is_read_back_and_found_to_be_what_its_reference_says() {
        InterimRef reference = ann.bringTaskForm(TASK, FORM);

        assertThat(ann.readTaskForm(TASK).data().path("amount").asInt()).isEqualTo(5);
        assertThat(ann.read(reference.key()).data().path("amount").asInt()).isEqualTo(5);
        assertThat(ann.check(check(reference)).data().path("amount").asInt()).isEqualTo(5);
    }

    @Test
    void without_the_store_whatever_needs_it_is_503_and_goes_on_when_it_is_back() {
        InterimRef reference = ann.bringTaskForm(TASK, FORM);

        world.store.away = true;
        assertThat(Stream.<ThrowingCallable>of(
                        () -> ann.bringTaskForm(TASK, FORM),
                        () -> ann.readTaskForm(TASK),
                        () -> ann.bringStartForm("loan", FORM).close(),
                        () -> ann.bringPayload("loan", FORM).close(),
                        () -> ann.read(reference.key()),
                        () -> ann.check(check(reference))))
                .extracting(InterimResourceTest::statusOf)
                .containsOnly(503);
        world.store.away = false;

        assertThat(ann.bringTaskForm(TASK, FORM)).isEqualTo(reference);
    }

    @Test
    void what_is_not_taken_says_so_by_its_status() {
        byte[] large = body("{\"data\":{\"text\":\"" + "x".repeat(MAX_BYTES) + "\"}}");
        byte[] signed = body("{\"data\":{},\"signature\":\"e30..AAAA\"}");
        InterimRef earlier = ann.bringTaskForm(TASK, FORM);
        InterimRef later = ann.bringTaskForm(TASK, body("{\"data\":{\"amount\":6}}"));

        assertThat(statusOf(() -> ann.bringTaskForm(TASK, body("{\"data\":")))).isEqualTo(400);
        assertThat(statusOf(() -> bob.bringTaskForm(TASK, FORM))).isEqualTo(403);
        assertThat(statusOf(() -> ann.bringTaskForm("c~ut-99", FORM))).isEqualTo(404);
        assertThat(statusOf(() -> ann.bringTaskForm(TASK, large))).isEqualTo(413);
        assertThat(statusOf(() -> ann.bringTaskForm(TASK, signed))).isEqualTo(422);
        assertThat(statusOf(() -> ann.check(check(earlier)))).isEqualTo(422);
        world.events.on("acme", TASK, new TaskEvent.Cancelled());
        assertThat(statusOf(() -> ann.bringTaskForm(TASK, FORM))).isEqualTo(409);
        assertThat(ann.check(check(later)).data().path("amount").asInt()).isEqualTo(6);
    }

    @Test
    void second_command_with_the_same_start_form_is_503_and_422_once_the_first_is_known_to_have_it() {
        InterimRef form = world.bringing.startForm(InterimWorld.ANN, "t", "loan", InterimWorld.submission("{\"a\":5}"));

        ann.check(start(form, "c-1"));

        assertThat(statusOf(() -> ann.check(start(form, "c-2")))).isEqualTo(503);
        world.events.on(InterimWorld.INSTANCE, new ProcessEvent.Requested("c", "loan", null, form, null));
        assertThat(statusOf(() -> ann.check(start(form, "c-2")))).isEqualTo(422);
        assertThat(ann.check(start(form, "c-1")).data().path("a").asInt()).isEqualTo(5);
    }

    @Test
    void check_that_does_not_say_for_which_command_is_400() {
        InterimRef form = ann.bringTaskForm(TASK, FORM);
        String check = new String(check(form), UTF_8).replace(",\"commandId\":\"c-1\"", "");

        assertThat(statusOf(() -> ann.check(body(check)))).isEqualTo(400);
    }

    private static byte[] start(InterimRef form, String commandId) {
        return body("""
                {"use":"start-process","id":"loan","reference":{"key":"%s","sha256":"%s"},"commandId":"%s"}
                """.formatted(form.key(), form.sha256(), commandId));
    }

    private static byte[] check(InterimRef reference) {
        return body("""
                {"use":"complete-task","id":"%s","reference":{"key":"%s","sha256":"%s"},"commandId":"c-1"}
                """.formatted(TASK, reference.key(), reference.sha256()));
    }

    private static int statusOf(ThrowingCallable request) {
        return catchThrowableOfType(HttpProblem.class, request).getStatusCode();
    }

    private static byte[] body(String json) {
        return json.getBytes(UTF_8);
    }
}
