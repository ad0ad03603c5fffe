package io.docket.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.freshness.DescribedHeaders;
import io.docket.projection.history.filter.DescribedFilters;
import java.io.IOException;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the generated description says of parameters that no method of a resource names. */
class GeneratedApiTest {
    private static final String[] FILTERS = {
        "entity", "subject", "root", "type", "actor", "text", "from", "to", "data.<path>"
    };

    private static OpenAPI api;

    @BeforeAll
    static void generate() throws IOException {
        api = GeneratedApi.document(new DescribedHeaders(), new DescribedFilters());
    }

    @Test
    void every_operation_has_the_headers_that_make_it_wait_once() {
        assertThat(api.getPaths().getPathItems()).hasSizeGreaterThan(30);
        api.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations()
                        .forEach((method, operation) -> assertThat(GeneratedApi.names(operation))
                                .as(method + " " + path)
                                .doesNotHaveDuplicates()
                                .contains("Docket-After", "Docket-Wait")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/stream", "/export"})
    void every_way_into_the_history_has_the_filters(String path) {
        assertThat(GeneratedApi.names(GeneratedApi.get(api, "/api/history" + path)))
                .doesNotHaveDuplicates()
                .contains(FILTERS);
    }

    @Test
    void only_the_search_has_pages() {
        assertThat(GeneratedApi.names(GeneratedApi.get(api, "/api/history"))).contains("order", "limit", "after");
        assertThat(GeneratedApi.names(GeneratedApi.get(api, "/api/history/export")))
                .doesNotContain("order", "limit", "after");
    }

    @Test
    void from_is_a_place_in_the_stream_and_a_time_elsewhere() {
        assertThat(from("/api/history/stream")).contains("cursor");
        assertThat(from("/api/history/export")).contains("when it happened");
    }

    private static String from(String path) {
        Operation operation = GeneratedApi.get(api, path);
        return operation.getParameters().stream()
                .filter(parameter -> parameter.getName().equals("from"))
                .map(Parameter::getDescription)
                .findFirst()
                .orElseThrow();
    }
}
