package io.docket.workflow.job.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.docket.workflow.job.Inputs;
import java.util.Optional;

/**
 * A field of a command's payload that a job has an input for.
 *
 * @param name its name, in the payload and as an input
 * @param kind what it is
 * @param required whether the command needs it
 */
record Field(String name, Kind kind, boolean required) {
    /** What a field is. */
    enum Kind {
        TEXT,
        NUMBER,
        LIST,
        OBJECT
    }

    static Field text(String name) {
        return new Field(name, Kind.TEXT, false);
    }

    static Field number(String name) {
        return new Field(name, Kind.NUMBER, false);
    }

    static Field list(String name) {
        return new Field(name, Kind.LIST, false);
    }

    static Field object(String name) {
        return new Field(name, Kind.OBJECT, false);
    }

    Field needed() {
        return new Field(name, kind, true);
    }

    /** Its value. Refused if it is needed and not there. */
    Optional<JsonNode> in(Inputs inputs) {
        Optional<JsonNode> value = switch (kind) {
            case TEXT -> inputs.text(name).filter(text -> !text.isBlank()).map(TextNode::valueOf);
            case NUMBER -> inputs.number(name).map(LongNode::valueOf);
            case LIST -> inputs.list(name).map(list -> list);
            case OBJECT -> inputs.object(name).map(object -> object);
        };
        if (required && value.isEmpty()) {
            throw Inputs.missing(name);
        }
        return value;
    }
}
