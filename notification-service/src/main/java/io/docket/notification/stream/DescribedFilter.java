package io.docket.notification.stream;

import io.docket.kit.filter.FilterCompiler;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter.In;

/** Describes the members of a filter as parameters of the stream and of the poll, which read them as {@link QueryFilter} does. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class DescribedFilter implements OASFilter {
    private static final List<String> PATHS = List.of("/api/events", "/api/events/poll");
    private static final Map<String, String> MEMBERS = members();

    @Override
    public void filterOpenAPI(OpenAPI api) {
        PATHS.forEach(path ->
                describe(Objects.requireNonNull(api.getPaths().getPathItems().get(path), path)
                        .getGET()));
    }

    private static void describe(Operation operation) {
        MEMBERS.forEach((name, description) -> operation.addParameter(OASFactory.createParameter()
                .name(name)
                .in(In.QUERY)
                .description(description)
                .schema(OASFactory.createSchema()
                        .addType(SchemaType.ARRAY)
                        .maxItems(FilterCompiler.MAX_VALUES)
                        .items(OASFactory.createSchema()
                                .addType(SchemaType.STRING)
                                .maxLength(FilterCompiler.MAX_VALUE_LENGTH)))));
    }

    private static Map<String, String> members() {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("subject", "<entity>/<id>; * stands for any characters. Each: repeated, one of the values");
        members.put("root", "id of the case that it belongs to, or of the entity; * stands for any characters");
        members.put("type", "type of the event: docket.task.*");
        members.put("caseType", "type of the case that it belongs to; * stands for any characters");
        members.put("actor", "who did it, or me; * stands for any characters");
        members.put("assignee", "who has the case or task before or after it, or me");
        members.put("data.<path>", "a value in its data; numbers by value");
        return members;
    }
}
