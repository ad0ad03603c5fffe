package io.docket.notification.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DeployedJvmTest {
    private static final Path DEPLOYMENT = Path.of("../k8s/base/notification-service.yaml");

    @Test
    void a_cluster_runs_the_jvm_that_was_measured() throws Exception {
        JsonNode deployment = new YAMLMapper().readTree(DEPLOYMENT.toFile());

        JsonNode variables = deployment.at("/spec/template/spec/containers/0/env");

        assertThat(StreamSupport.stream(variables.spliterator(), false)
                        .filter(variable -> variable.path("name").asText().equals("JAVA_TOOL_OPTIONS"))
                        .map(variable -> variable.path("value").asText()))
                .containsExactly(LiveBench.SERVICE_JVM);
    }
}
