package io.docket.workflow.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.interim.InterimWorld;
import io.docket.workflow.job.await.AwaitWorker;
import io.docket.workflow.job.await.NoPlatform;
import io.docket.workflow.job.command.CommandWorker;
import io.docket.workflow.job.data.BringWorker;
import io.docket.workflow.job.data.DataWorker;
import io.docket.workflow.job.data.JobInstances;
import io.docket.workflow.job.http.AllowList;
import io.docket.workflow.job.http.HttpWorker;
import io.docket.workflow.job.http.PublicAddresses;
import io.docket.workflow.job.http.Secrets;
import io.docket.workflow.job.script.ScriptWorker;
import io.docket.workflow.job.template.TemplateWorker;
import io.docket.workflow.simulation.MemoryInMemory;
import io.docket.workflow.simulation.Steps;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The templates for the Camunda Modeler keep the rules of their schema, and offer what the workers take. */
class ElementTemplatesTest {
    private static final Set<String> MEMBERS = Set.of(
            "$schema",
            "name",
            "id",
            "version",
            "description",
            "category",
            "appliesTo",
            "elementType",
            "engines",
            "keywords",
            "groups",
            "properties");
    private static final Set<String> OF_PROPERTY = Set.of(
            "id",
            "label",
            "description",
            "type",
            "value",
            "feel",
            "group",
            "optional",
            "constraints",
            "choices",
            "binding");
    private static final Set<String> TYPES = Set.of("String", "Text", "Hidden", "Dropdown", "Boolean", "Number");
    private static final Set<String> FEEL = Set.of("optional", "required", "static");
    /** Workers whose attempts can end with a fault: each uses up a retry. */
    private static final Set<String> RETRYING = Set.of("docket:http");

    private static final String DEFINITION = "zeebe:taskDefinition";
    private static final String HEADER = "zeebe:taskHeader";
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void close() {
        VERTX.close();
    }

    static List<JsonNode> templates() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("element-templates"))) {
            return files.sorted().map(ElementTemplatesTest::read).toList();
        }
    }

    @Test
    void every_worker_has_its_template() throws IOException {
        assertThat(templates())
                .extracting(ElementTemplatesTest::typeOf)
                .containsExactlyInAnyOrderElementsOf(workers().types());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void a_template_offers_the_inputs_of_its_worker(JsonNode template) {
        JobWorker worker = workers().all().stream()
                .filter(known -> known.type().equals(typeOf(template)))
                .findFirst()
                .orElseThrow();

        assertThat(boundTo(HEADER, template))
                .extracting(property -> property.at("/binding/key").asText())
                .containsExactlyInAnyOrderElementsOf(worker.inputs());
    }

    @ParameterizedTest
    @MethodSource("templates")
    void a_template_says_what_it_is_and_what_it_applies_to(JsonNode template) {
        assertThat(names(template)).isSubsetOf(MEMBERS).contains("$schema", "name", "id", "appliesTo", "properties");
        assertThat(template.path("id").asText()).matches("[A-Za-z0-9._-]{1,200}");
        assertThat(template.path("version").isInt()).isTrue();
        assertThat(template.path("appliesTo"))
                .isNotEmpty()
                .allMatch(element -> element.asText().startsWith("bpmn:"));
        assertThat(template.at("/elementType/value").asText()).isEqualTo("bpmn:ServiceTask");
        assertThat(template.path("keywords").isArray()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void a_template_sets_the_type_of_the_job_and_its_retries_where_they_are_used_up(JsonNode template) {
        List<JsonNode> definition = boundTo(DEFINITION, template);
        boolean retries = RETRYING.contains(typeOf(template));

        assertThat(definition)
                .extracting(
                        property -> property.at("/binding/property").asText(),
                        property -> property.path("type").asText())
                .containsExactlyElementsOf(
                        retries
                                ? List.of(tuple("type", "Hidden"), tuple("retries", "String"))
                                : List.of(tuple("type", "Hidden")));
        if (retries) {
            JsonNode property = definition.getLast();
            assertThat(property.path("value").asText()).isEqualTo("3");
            assertThat(property.at("/constraints/notEmpty").asBoolean()).isTrue();
            assertThat(property.path("feel").asText()).isEqualTo("optional");
            assertThat(List.of("1", "3", "=attempts", "0", "-1", "many", ""))
                    .filteredOn(Pattern.compile(
                                    property.at("/constraints/pattern/value").asText())
                            .asMatchPredicate())
                    .containsExactly("1", "3", "=attempts");
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void the_properties_keep_the_rules(JsonNode template) {
        Set<String> groups = template.path("groups")
                .valueStream()
                .map(group -> group.path("id").asText())
                .collect(Collectors.toSet());

        assertThat(template.path("properties")).allSatisfy(property -> {
            assertThat(names(property)).isSubsetOf(OF_PROPERTY).contains("type", "binding");
            assertThat(TYPES).contains(property.path("type").asText());
            switch (property.at("/binding/type").asText()) {
                case DEFINITION -> assertThat(property.has("optional")).isFalse();
                case HEADER -> assertThat(property.at("/binding/key").asText()).isNotEmpty();
                default -> throw new AssertionError(property.at("/binding/type"));
            }
        });
        assertThat(visible(template)).allSatisfy(property -> {
            assertThat(groups).contains(property.path("group").asText());
            assertThat(property.path("label").asText()).isNotEmpty();
            if (property.has("feel")) {
                assertThat(FEEL).contains(property.path("feel").asText());
                assertThat(property.path("type").asText()).isIn("String", "Text");
            }
            if (property.path("type").asText().equals("Dropdown")) {
                assertThat(property.path("choices"))
                        .isNotEmpty()
                        .allMatch(choice -> choice.path("name").isTextual()
                                && choice.path("value").isTextual());
                assertThat(property.path("choices")
                                .valueStream()
                                .map(choice -> choice.path("value").asText()))
                        .contains(property.path("value").asText());
            }
            boolean needed = property.at("/constraints/notEmpty").asBoolean();
            assertThat(needed && property.path("optional").asBoolean()).isFalse();
        });
        assertThat(visible(template))
                .extracting(property -> property.path("id").asText())
                .doesNotHaveDuplicates();
    }

    private static String typeOf(JsonNode template) {
        return template.at("/properties/0/value").asText();
    }

    private static List<JsonNode> boundTo(String binding, JsonNode template) {
        return template.path("properties")
                .valueStream()
                .filter(property -> property.at("/binding/type").asText().equals(binding))
                .toList();
    }

    private static List<JsonNode> visible(JsonNode template) {
        return template.path("properties")
                .valueStream()
                .filter(property -> !property.path("type").asText().equals("Hidden"))
                .toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static JsonNode read(Path file) {
        try {
            return Json.tree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JobWorkers workers() {
        List<JobWorker> workers =
                new ArrayList<>(CommandWorker.all(command -> Json.mapper().createObjectNode()));
        workers.add(HttpWorker.of(
                VERTX,
                new AllowList(Map.of()),
                new PublicAddresses(List.of()),
                new Secrets(Optional.empty()),
                Duration.ofSeconds(1),
                1));
        workers.add(new AwaitWorker(new NoPlatform()));
        workers.add(new TemplateWorker((tenant, id, version) -> Optional.empty()));
        workers.add(new ScriptWorker());
        InterimWorld interim = new InterimWorld();
        JobInstances instances = new JobInstances(new MemoryInMemory(new Steps()));
        workers.add(new BringWorker(instances, interim.bringing, 1));
        return new JobWorkers(DataWorker.among(workers, instances, interim.checking));
    }
}
