package io.docket.command.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;
import org.junit.jupiter.api.Test;

/** What the description of the API says of many commands, against what their route takes. */
class DescribedBulkTest {
    private static final Operation BULK = SmallRyeOpenAPI.builder()
            .withConfig(new SmallRyeConfigBuilder().build())
            .enableAnnotationScan(false)
            .enableStandardFilter(false)
            .build()
            .model()
            .getPaths()
            .getPathItem("/api/commands")
            .getPOST();

    @Test
    void every_query_that_is_taken_is_described_and_no_other() {
        Stream<String> described = BULK.getParameters().stream().flatMap(DescribedBulkTest::queries);

        assertThat(Stream.concat(Stream.of(""), described).collect(Collectors.toSet()))
                .isEqualTo(BulkRoute.QUERIES);
    }

    @Test
    void every_refusal_of_the_whole_is_described() {
        assertThat(BULK.getResponses().getAPIResponses()).containsOnlyKeys("200", "400", "401", "403", "415", "429");
    }

    private static Stream<String> queries(Parameter parameter) {
        assertThat(parameter.getIn()).isEqualTo(In.QUERY);
        assertThat(parameter.getSchema().getType()).containsExactly(SchemaType.BOOLEAN);
        return Stream.of(true, false).map(value -> parameter.getName() + "=" + value);
    }
}
