package io.docket.notification.stream;

import static io.docket.notification.Events.DEMO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the generated description says of filters in a query string, against what is read. */
class DescribedFilterTest {
    private static OpenAPI api;

    @BeforeAll
    static void generate() throws IOException {
        api = GeneratedApi.document(new DescribedFilter());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/events", "/api/events/poll"})
    void every_member_of_a_filter_is_described(String path) {
        assertThat(GeneratedApi.names(GeneratedApi.get(api, path)))
                .doesNotHaveDuplicates()
                .contains("subject", "root", "type", "caseType", "actor", "assignee", "data.<path>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/events", "/api/events/poll"})
    void what_is_described_is_read(String path) {
        List<String> names = new ArrayList<>(GeneratedApi.names(GeneratedApi.get(api, path)));
        names.remove("Last-Event-ID");

        for (String name : names) {
            MultivaluedHashMap<String, String> query = new MultivaluedHashMap<>();
            query.add(name.replace("<path>", "amount"), "x");
            assertThatCode(() -> QueryFilter.compile(query, DEMO)).as(name).doesNotThrowAnyException();
        }
    }
}
