package io.docket.local.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ManifestsTest {
    private static final Set<String> SERVICES =
            Set.of("command-service", "projection-service", "notification-service", "workflow-bridge", "file-service");

    /** Reads strictly: an unknown field or a wrong type is an error. */
    private static final Map<String, Reader> READERS = Map.of(
            "Deployment", V1Deployment::fromJson,
            "Service", V1Service::fromJson,
            "ConfigMap", V1ConfigMap::fromJson,
            "Ingress", V1Ingress::fromJson,
            "NetworkPolicy", V1NetworkPolicy::fromJson,
            "PodDisruptionBudget", V1PodDisruptionBudget::fromJson,
            "HorizontalPodAutoscaler", V2HorizontalPodAutoscaler::fromJson);

    private interface Reader {
        Object read(String json) throws IOException;
    }

    @TestFactory
    List<DynamicTest> every_manifest_fits_its_type() throws IOException {
        return Manifests.all().stream()
                .filter(document -> !document.path("kind").asText().equals("Kustomization"))
                .map(document -> DynamicTest.dynamicTest(
                        document.path("kind").asText() + " " + Manifests.name(document), () -> fits(document)))
                .toList();
    }

    private static void fits(JsonNode document) {
        Reader reader = READERS.get(document.path("kind").asText());

        assertThat(reader).isNotNull();
        assertThatCode(() -> reader.read(document.toString())).doesNotThrowAnyException();
    }

    @Test
    void every_service_has_all_it_needs_to_run_and_scale() throws IOException {
        for (String kind : List.of("Deployment", "Service", "PodDisruptionBudget", "HorizontalPodAutoscaler")) {
            assertThat(Manifests.ofKind(kind).stream()
                            .filter(document -> !isHeadless(document))
                            .map(Manifests::name)
                            .collect(Collectors.toSet()))
                    .as(kind)
                    .isEqualTo(SERVICES);
        }
    }

    private static boolean isHeadless(JsonNode document) {
        return document.at("/spec/clusterIP").asText().equals("None");
    }

    @Test
    void instances_of_the_command_service_reach_each_other_where_they_say() throws IOException {
        JsonNode container = pod("command-service").at("/containers/0");
        Map<String, String> env = env(container);
        String port = env.get("DOCKET_GRPC_PORT");

        assertThat(env.get("DOCKET_ADVERTISED")).isEqualTo("$(POD_IP):" + port);
        assertThat(container.path("ports").findValuesAsText("containerPort")).contains(port);
        assertThat(Manifests.ofKind("Service").stream().filter(ManifestsTest::isHeadless))
                .singleElement()
                .satisfies(service ->
                        assertThat(service.at("/spec/ports/0/port").asText()).isEqualTo(port));
        assertThat(Manifests.ofKind("NetworkPolicy"))
                .filteredOn(policy -> Manifests.name(policy).equals("among-command-services"))
                .singleElement()
                .satisfies(policy -> assertThat(
                                policy.at("/spec/ingress/0/ports/0/port").asText())
                        .isEqualTo(port));
    }

    private static JsonNode pod(String service) throws IOException {
        return Manifests.ofKind("Deployment").stream()
                .filter(document -> Manifests.name(document).equals(service))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/spec");
    }

    private static Map<String, String> env(JsonNode container) {
        Map<String, String> env = new HashMap<>();
        container
                .path("env")
                .forEach(variable -> env.put(
                        variable.path("name").asText(), variable.path("value").asText()));
        return env;
    }

    @Test
    void pages_of_the_ingress_may_connect_to_the_live_service() throws IOException {
        List<String> hosts = new ArrayList<>();
        Manifests.ofKind("Ingress")
                .forEach(ingress -> hosts.addAll(ingress.at("/spec/rules").findValuesAsText("host")));
        JsonNode config = Manifests.ofKind("ConfigMap").getFirst().path("data");

        assertThat(config.path("DOCKET_LIVE_ALLOWED_ORIGINS").asText().split(","))
                .containsExactlyElementsOf(
                        hosts.stream().map(host -> "https://" + host).toList());
    }

    @Test
    void checkpoints_are_signed_with_a_key_that_only_the_command_service_has() throws IOException {
        JsonNode writer = pod("command-service");
        JsonNode reader = pod("projection-service");

        assertThat(secretsOf(writer)).containsEntry("/signing/", "docket-signing");
        assertThat(env(writer.at("/containers/0")))
                .containsEntry("DOCKET_SIGNING_KEY", "/signing/checkpoint.pem")
                .containsEntry("DOCKET_SIGNING_PUBLIC_KEY", "/signing/checkpoint.pub.pem");
        assertThat(env(reader.at("/containers/0")))
                .containsEntry("DOCKET_SIGNING_PUBLIC_KEY", "/signing/checkpoint.pub.pem")
                .doesNotContainKey("DOCKET_SIGNING_KEY");
        for (JsonNode deployment : Manifests.ofKind("Deployment")) {
            deployment.at("/spec/template/spec/volumes").forEach(volume -> {
                if (volume.at("/secret/secretName").asText().equals("docket-signing")
                        && !Manifests.name(deployment).equals("command-service")) {
                    assertThat(volume.at("/secret/items").findValuesAsText("key"))
                            .as(Manifests.name(deployment))
                            .containsExactly("checkpoint.pub.pem");
                }
            });
        }
    }

    @Test
    void the_index_of_the_command_service_has_a_claim_of_its_size() throws IOException {
        assertThat(pod("command-service").path("volumes"))
                .filteredOn(volume -> volume.path("name").asText().equals("data"))
                .singleElement()
                .satisfies(
                        volume -> assertThat(volume.at("/ephemeral/volumeClaimTemplate/spec/resources/requests/storage")
                                        .asText())
                                .isNotEmpty());
    }

    @Test
    void every_secret_that_is_read_is_in_the_instructions() throws IOException {
        String readme = Files.readString(Manifests.BASE.resolve("../README.md"));
        for (JsonNode deployment : Manifests.ofKind("Deployment")) {
            List<String> secrets = new ArrayList<>(
                    secretsOf(deployment.at("/spec/template/spec")).values());
            deployment
                    .at("/spec/template/spec/containers/0/env")
                    .forEach(variable -> secrets.addAll(
                            variable.path("valueFrom").path("secretKeyRef").findValuesAsText("name")));

            assertThat(secrets).allSatisfy(secret -> assertThat(readme).contains("| `" + secret + "` |"));
        }
    }

    /** The secrets that a pod's container finds as files: where, and which. */
    private static Map<String, String> secretsOf(JsonNode pod) {
        Map<String, String> byVolume = new HashMap<>();
        pod.path("volumes").forEach(volume -> {
            if (volume.has("secret")) {
                byVolume.put(
                        volume.path("name").asText(),
                        volume.at("/secret/secretName").asText());
            }
        });
        Map<String, String> byPath = new HashMap<>();
        pod.at("/containers/0/volumeMounts").forEach(mount -> {
            String secret = byVolume.get(mount.path("name").asText());
            if (secret != null) {
                byPath.put(mount.path("mountPath").asText() + "/", secret);
            }
        });
        return byPath;
    }

    @Test
    void every_deployment_is_probed_and_bounded() throws IOException {
        for (JsonNode deployment : Manifests.ofKind("Deployment")) {
            JsonNode container = deployment.at("/spec/template/spec/containers/0");

            assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/liveness");
            assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
            assertThat(container.at("/resources/requests/cpu").asText()).isNotEmpty();
            assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
            assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void no_secret_value_is_written_down() throws IOException {
        assertThat(Manifests.ofKind("Secret")).isEmpty();
        for (JsonNode deployment : Manifests.ofKind("Deployment")) {
            Set<String> files = secretsOf(deployment.at("/spec/template/spec")).keySet();
            deployment.at("/spec/template/spec/containers/0/env").forEach(variable -> {
                String value = variable.path("value").asText();
                boolean isFileOfSecret = files.stream().anyMatch(value::startsWith);
                if (variable.path("name").asText().matches(".*(SECRET|KEY|PASSWORD|URI).*") && !isFileOfSecret) {
                    assertThat(variable.has("value"))
                            .as(variable.path("name").asText())
                            .isFalse();
                    assertThat(variable.at("/valueFrom/secretKeyRef/name").asText())
                            .isNotEmpty();
                }
            });
        }
    }

    @Test
    void what_is_not_allowed_is_denied() throws IOException {
        JsonNode denial = Manifests.ofKind("NetworkPolicy").stream()
                .filter(policy -> Manifests.name(policy).equals("deny-all"))
                .findFirst()
                .orElseThrow();

        assertThat(denial.at("/spec/podSelector")).isEmpty();
        assertThat(denial.at("/spec/policyTypes").toString()).contains("Ingress", "Egress");
        assertThat(denial.path("spec").has("ingress")).isFalse();
        assertThat(denial.path("spec").has("egress")).isFalse();
    }
}
