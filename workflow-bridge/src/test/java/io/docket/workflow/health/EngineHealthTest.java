package io.docket.workflow.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.docket.workflow.engine.Engine;
import java.lang.reflect.Proxy;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineHealthTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bridge_is_ready_for_interim_data_and_tells_whether_the_engine_answers(boolean reachable) {
        Engine engine = (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, args) -> reachable);

        HealthCheckResponse health = new EngineHealth(engine).call();

        assertThat(health.getStatus()).isEqualTo(Status.UP);
        assertThat(health.getData().orElseThrow()).containsOnly(entry("reachable", reachable));
    }
}
