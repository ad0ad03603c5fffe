package io.docket.workflow.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The part of a case's data that a process names; what is named is taken only while it is small. */
final class NamedData {
    /** Bytes of one value: a gateway compares values, it does not read documents. */
    static final int MAX_VALUE_BYTES = 1_024;

    private static final String SEPARATOR = "\\.";

    private NamedData() {}

    /**
     * The part, as an object of the same shape.
     *
     * @param paths names and paths of names; one that the data does not have is passed over
     */
    static ObjectNode of(@Nullable JsonNode data, Set<String> paths) {
        ObjectNode part = Json.mapper().createObjectNode();
        if (data instanceof ObjectNode object) {
            paths.forEach(path -> copy(object, path.split(SEPARATOR), 0, part));
        }
        return part;
    }

    private static void copy(ObjectNode from, String[] path, int depth, ObjectNode to) {
        JsonNode value = from.get(path[depth]);
        if (value == null) {
            return;
        }
        if (depth + 1 < path.length && value instanceof ObjectNode inner) {
            if (to.get(path[depth]) == null || to.get(path[depth]) instanceof ObjectNode) {
                copy(inner, path, depth + 1, to.withObjectProperty(path[depth]));
            }
        } else if (Json.bytes(value).length <= MAX_VALUE_BYTES) {
            to.set(path[depth], value.deepCopy());
        }
    }
}
