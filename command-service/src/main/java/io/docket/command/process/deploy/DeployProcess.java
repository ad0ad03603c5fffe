package io.docket.command.process.deploy;

import io.docket.command.decision.Rejection;
import io.docket.contracts.event.ProcessDefinitionEvent.Resource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deploys one resource, or several together.
 *
 * @param resourceName file name of the one, ends with {@code .bpmn}, {@code .dmn} or {@code .form}
 * @param bpmn its content
 * @param content its content, under the name that fits every kind
 * @param resources the several
 */
public record DeployProcess(
        @Nullable String resourceName,
        @Nullable String bpmn,
        @Nullable String content,
        @Nullable List<Resource> resources) {
    /** The resources, at least one. Rejects both forms at once, and neither. */
    List<Resource> all() {
        String one = bpmn == null ? content : bpmn;
        if (resources != null && resourceName == null && one == null && !resources.isEmpty()) {
            return resources;
        }
        if (resources == null && resourceName != null && one != null && (bpmn == null || content == null)) {
            return List.of(new Resource(resourceName, one));
        }
        throw Rejection.invalid("/resources", "either resourceName with bpmn or content, or resources");
    }

    /** Where in the payload the content of the resource is. */
    String pointer(int index) {
        if (resources != null) {
            return "/resources/" + index + "/content";
        }
        return bpmn == null ? "/content" : "/bpmn";
    }
}
