package io.docket.workflow.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.retry.Refused;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a worker is told: by the header of the name, else by the variable of the name. A header that begins with {@code =}
 * is a FEEL expression over the variables. Null is the same as absent.
 */
public final class Inputs {
    /** What is told in the place of words that may hold interim data. */
    public static final String WITHHELD = "not told, as it may hold interim data";

    private static final String CODE = "job-input";
    private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

    private final Job job;
    private final Expressions expressions;
    private final ObjectNode seen;
    private final boolean confidential;

    Inputs(Job job, Expressions expressions) {
        this(job, expressions, job.variables(), false);
    }

    private Inputs(Job job, Expressions expressions, ObjectNode seen, boolean confidential) {
        this.job = job;
        this.expressions = expressions;
        this.seen = seen;
        this.confidential = confidential;
    }

    /** The same, where expressions see this beside the variables; it is no input by itself, and an expression's fault tells nothing of it. */
    Inputs seeing(ObjectNode data) {
        return new Inputs(job, expressions, job.variables().deepCopy().setAll(data), true);
    }

    /** True if expressions see what must not become a variable. */
    public boolean isConfidential() {
        return confidential;
    }

    /** The value of an expression over what the job sees. Refused if it has none. */
    public JsonNode evaluate(String expression) {
        try {
            return expressions.evaluate(expression, seen);
        } catch (Refused e) {
            throw confidential ? new PlainRefusal(e.code(), "an expression over interim data has no value") : e;
        }
    }

    /** What the header says, as it stands there; for what the process alone may decide on. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(job.headers().get(name)).filter(text -> !text.isBlank());
    }

    /** The value, if there is one; what a header says is text. */
    public Optional<JsonNode> value(String name) {
        Optional<JsonNode> ofHeader =
                header(name).map(text -> text.startsWith("=") ? evaluate(text.substring(1)) : TextNode.valueOf(text));
        return ofHeader.or(() -> Optional.ofNullable(job.variables().get(name))).filter(value -> !value.isNull());
    }

    /** The text, if there is one. Refused if it is something else. */
    public Optional<String> text(String name) {
        return value(name).map(value -> {
            if (!value.isValueNode()) {
                throw wrong(name, "must be text");
            }
            return value.asText();
        });
    }

    /** The text. Refused if there is none. */
    public String requiredText(String name) {
        return text(name).filter(text -> !text.isBlank()).orElseThrow(() -> missing(name));
    }

    /** The whole number, if there is one. Refused if it is something else. */
    public Optional<Long> number(String name) {
        return text(name).map(text -> {
            try {
                return Long.valueOf(text.strip());
            } catch (NumberFormatException e) {
                throw wrong(name, "must be a whole number");
            }
        });
    }

    /** The list of texts, if there is one; a text is split at its commas. */
    public Optional<ArrayNode> list(String name) {
        return value(name).map(value -> {
            if (value instanceof ArrayNode list) {
                return list;
            }
            ArrayNode list = Json.mapper().createArrayNode();
            COMMA.splitAsStream(value.asText().strip())
                    .filter(item -> !item.isEmpty())
                    .forEach(list::add);
            return list;
        });
    }

    /** The object, if there is one; a text is read as JSON. */
    public Optional<ObjectNode> object(String name) {
        return value(name).map(value -> {
            JsonNode read = value.isTextual() ? json(name, value.textValue()) : value;
            if (read instanceof ObjectNode object) {
                return object;
            }
            throw wrong(name, "must be an object");
        });
    }

    /** The refusal of a job that lacks an input. */
    public static Refused missing(String name) {
        return wrong(name, "is missing: neither a header nor a variable");
    }

    /** The refusal of a job with an input that is not as it has to be. What is in the input is no part of why. */
    public static Refused wrong(String name, String why) {
        return new PlainRefusal(CODE, "input " + name + " " + why);
    }

    /** The same, with the part of the input that it is about: not told where that may be interim data. */
    public static Refused wrong(String name, String why, String part) {
        return new Refused(CODE, "input " + name + " " + why + ": " + part);
    }

    private static JsonNode json(String name, String text) {
        try {
            return Json.tree(text.getBytes(UTF_8));
        } catch (UncheckedIOException e) {
            throw wrong(name, "is not JSON");
        }
    }
}
