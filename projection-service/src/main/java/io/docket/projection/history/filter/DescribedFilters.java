package io.docket.projection.history.filter;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/** Describes the filters of the search where else they are taken: for the stream and for the export. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DescribedFilters implements OASFilter {
    private static final String SEARCH = "/api/history";
    private static final List<String> OTHERS = List.of(SEARCH + "/stream", SEARCH + "/export");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        Map<String, PathItem> paths = api.getPaths().getPathItems();
        List<Parameter> filters = parameters(get(paths, SEARCH)).stream()
                .filter(parameter -> FilterParameters.isFilter(parameter.getName()))
                .toList();
        OTHERS.forEach(path -> add(get(paths, path), filters));
    }

    /** A name that means something else there stays as it is. */
    private static void add(Operation operation, List<Parameter> filters) {
        Set<String> own = parameters(operation).stream().map(Parameter::getName).collect(Collectors.toSet());
        filters.stream().filter(filter -> !own.contains(filter.getName())).forEach(operation::addParameter);
    }

    private static Operation get(Map<String, PathItem> paths, String path) {
        return Objects.requireNonNull(paths.get(path), path).getGET();
    }

    private static List<Parameter> parameters(Operation operation) {
        return Objects.requireNonNullElse(operation.getParameters(), List.of());
    }
}
