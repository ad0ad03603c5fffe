package io.docket.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.automations.AutomationsResource;
import io.docket.projection.cases.CasesResource;
import io.docket.projection.casetypes.CaseTypesResource;
import io.docket.projection.definitions.FormsResource;
import io.docket.projection.definitions.QueuesResource;
import io.docket.projection.definitions.TemplatesResource;
import io.docket.projection.mails.MailsResource;
import io.docket.projection.processdefinitions.ProcessDefinitionsResource;
import io.docket.projection.processes.ProcessesResource;
import io.docket.projection.query.Listing;
import io.docket.projection.records.RecordTypesResource;
import io.docket.projection.records.RecordsResource;
import io.docket.projection.schedules.SchedulesResource;
import io.docket.projection.tasks.TasksResource;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the description of the API says of a list, against what the list knows. */
class DescribedListsTest {
    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of("cases", CasesResource.class, "list"),
                Arguments.of("tasks", TasksResource.class, "list"),
                Arguments.of("processes", ProcessesResource.class, "list"),
                Arguments.of("processes/x/history", ProcessesResource.class, "history"),
                Arguments.of("process-definitions", ProcessDefinitionsResource.class, "list"),
                Arguments.of("case-types", CaseTypesResource.class, "list"),
                Arguments.of("case-types/x/versions", CaseTypesResource.class, "versions"),
                Arguments.of("record-types", RecordTypesResource.class, "list"),
                Arguments.of("forms", FormsResource.class, "list"),
                Arguments.of("queues", QueuesResource.class, "list"),
                Arguments.of("templates", TemplatesResource.class, "list"),
                Arguments.of("mails", MailsResource.class, "list"),
                Arguments.of("schedules", SchedulesResource.class, "list"),
                Arguments.of("automations", AutomationsResource.class, "list"),
                Arguments.of("records/x", RecordsResource.class, "list"));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void every_parameter_and_every_order_is_described_and_no_other(String list, Class<?> resource, String method) {
        Listing listing = Lists.all().get(list).listing();
        Map<String, String> described = described(resource, method);

        Set<String> known = new TreeSet<>(listing.filters().parameters());
        known.remove("data.");
        known.addAll(Set.of("sort", "limit", "after"));
        assertThat(described.keySet()).containsExactlyInAnyOrderElementsOf(known);
        assertThat(orders(described.get("sort")))
                .isEqualTo(listing.sorts().keySet().stream()
                        .map(name -> name.replace("-", ""))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The description begins with the names: {@code a, b or c; - in front: descending}. */
    private static Set<String> orders(String description) {
        return new TreeSet<>(
                Arrays.asList(description.substring(0, description.indexOf(';')).split(", | or ")));
    }

    private static Map<String, String> described(Class<?> resource, String name) {
        Method method = Arrays.stream(resource.getMethods())
                .filter(candidate -> candidate.getName().equals(name))
                .findFirst()
                .orElseThrow();
        return Arrays.stream(method.getAnnotationsByType(Parameter.class))
                .collect(Collectors.toMap(Parameter::name, Parameter::description));
    }
}
