package io.docket.cli.wks.bpmn;

import io.docket.cli.wks.juel.Juel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * A step that the platform works by itself.
 *
 * @param type job type
 * @param command for {@code docket:command}, which one; a header of the task
 * @param inputs FEEL expressions by the name of the input, dots go into objects
 */
record BuiltInJob(String type, @Nullable String command, Map<String, String> inputs) {
    private static final String COMMAND = "docket:command";
    private static final String CASE = "=caseId";

    /** Moves the case to a stage. */
    static BuiltInJob moveCase(String stage) {
        return new BuiltInJob("docket:move-case", null, Map.of("stage", stage));
    }

    /** Puts the case into a queue. */
    static BuiltInJob queueCase(String queue) {
        return command("queue-case", "caseId", CASE, "queue", queue);
    }

    /** Publishes a message to what waits for it in the processes of the case. */
    static BuiltInJob publishMessage(String name) {
        return command("publish-message", "name", "=" + Juel.literal(name), "correlationKey", CASE);
    }

    private static BuiltInJob command(String command, String field, String value, String field2, String value2) {
        Map<String, String> inputs = new LinkedHashMap<>();
        inputs.put("payload." + field, value);
        inputs.put("payload." + field2, value2);
        return new BuiltInJob(COMMAND, command, inputs);
    }

    /** Makes the task one that is worked like that. */
    void write(Element task) {
        Xml.extension(task, "taskDefinition").setAttribute("type", type);
        if (command != null) {
            Element header = Xml.append(Xml.extension(task, "taskHeaders"), "header");
            header.setAttribute("key", "command");
            header.setAttribute("value", command);
        }
        Element mapping = Xml.extension(task, "ioMapping");
        inputs.forEach((target, source) -> {
            Element input = Xml.append(mapping, "input");
            input.setAttribute("source", source);
            input.setAttribute("target", target);
        });
    }

    @Override
    public String toString() {
        return command == null ? type : type + " " + command;
    }
}
