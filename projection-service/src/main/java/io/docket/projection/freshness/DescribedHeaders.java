package io.docket.projection.freshness;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;

/** Describes the headers that {@link DocketAfter} reads for every resource, where no resource names them. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DescribedHeaders implements OASFilter {
    private static final Map<String, String> HEADERS = Map.of(
            DocketAfter.AFTER,
            "Docket-Position of a command: waits until what is read holds it; 504 if it does not in time",
            DocketAfter.WAIT,
            "the longest wait, seconds or an ISO-8601 duration: " + DocketAfter.DEFAULT_WAIT.toSeconds()
                    + " s if absent, at most " + DocketAfter.MAX_WAIT.toSeconds() + " s");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getPaths().getPathItems().forEach((path, item) -> {
            if (path.startsWith("/api/")) {
                item.getOperations().values().forEach(DescribedHeaders::describe);
            }
        });
    }

    private static void describe(Operation operation) {
        Objects.requireNonNullElse(operation.getParameters(), List.<Parameter>of()).stream()
                .filter(parameter -> parameter.getIn() == In.HEADER && HEADERS.containsKey(parameter.getName()))
                .toList()
                .forEach(operation::removeParameter);
        for (String header : List.of(DocketAfter.AFTER, DocketAfter.WAIT)) {
            operation.addParameter(OASFactory.createParameter()
                    .name(header)
                    .in(In.HEADER)
                    .description(HEADERS.get(header))
                    .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
        }
    }
}
