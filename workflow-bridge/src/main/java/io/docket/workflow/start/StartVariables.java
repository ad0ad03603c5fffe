package io.docket.workflow.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.command.Cause;
import io.docket.workflow.memory.InstanceRef;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The variables that an instance starts with: what it was asked for, of its case's data what the process names, the
 * reference of its start form as {@code startForm}, and {@code tenant}, {@code caseId} and {@code docketProcessInstanceId}
 * ({@code caseId} is null without a case). By these the instance is recognised in the engine's log. By {@code docketCause} its
 * commands are known to follow from the request, however often automations and processes start each other.
 */
public final class StartVariables {
    private static final String TENANT = "tenant";
    private static final String CASE = "caseId";
    private static final String INSTANCE = "docketProcessInstanceId";
    private static final String CAUSE = "docketCause";

    private static final String START_FORM = "startForm";

    private StartVariables() {}

    /**
     * The variables to create the instance with; ours win over those asked for, and those over the case's data.
     *
     * @param needs what the process names of the data of its case
     */
    public static ObjectNode of(StartRequest request, Set<String> needs) {
        ObjectNode variables = NamedData.of(request.caseData(), needs);
        if (request.variables() instanceof ObjectNode given) {
            variables.setAll(given);
        }
        if (request.form() != null) {
            variables.set(START_FORM, Json.mapper().valueToTree(request.form()));
        }
        InstanceRef instance = request.instance();
        variables.put(TENANT, instance.tenant());
        variables.put(INSTANCE, instance.processInstanceId());
        variables.put(CASE, instance.caseId());
        Cause cause = request.origin().cause();
        variables.put(CAUSE, cause == null ? null : cause.text());
        return variables;
    }

    /** What commands of the instance with the variables follow from; empty if it was not the bridge who created it. */
    public static Optional<Cause> causeIn(JsonNode variables) {
        return Optional.ofNullable(text(variables, CAUSE)).flatMap(Cause::parse);
    }

    /** The instance that was created with the variables; empty if it was not the bridge who did. */
    public static Optional<InstanceRef> instanceIn(JsonNode variables) {
        String tenant = text(variables, TENANT);
        String id = text(variables, INSTANCE);
        return tenant == null || id == null ? Optional.empty() : Optional.of(new InstanceRef(tenant, id));
    }

    /** True if it is one of the variables that every instance has. */
    public static boolean isOurs(String name) {
        return name.equals(TENANT) || name.equals(CASE) || name.equals(INSTANCE) || name.equals(CAUSE);
    }

    private static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value != null && value.isTextual() && !value.textValue().isEmpty() ? value.textValue() : null;
    }
}
