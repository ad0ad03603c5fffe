package io.docket.command.casework;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch, RFC 7396. Leaves both arguments as they are. */
public final class MergePatch {
    private MergePatch() {}

    /** The target with the patch applied: members set to {@code null} go, objects merge, anything else replaces. */
    public static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        if (target.isObject()) {
            merged.setAll((ObjectNode) target);
        }
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                merged.remove(member.getKey());
            } else {
                JsonNode before = merged.path(member.getKey());
                merged.set(member.getKey(), apply(before, member.getValue()));
            }
        });
        return merged;
    }
}
