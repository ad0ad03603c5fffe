package io.docket.workflow.interim;

import io.docket.workflow.retry.Refused;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keys of interim data in Redis, as the contracts fix them. */
public final class InterimKeys {
    /** What every key with form data, and every index, begins with. */
    public static final String FORMS = "bpm-form-submissions:";

    /** What every key with a message payload begins with. */
    public static final String PAYLOADS = "bpm-message-payloads:";

    private static final String INDEX = FORMS + "process-instance-id:";
    private static final String PART = "([^/\\x00-\\x20\\x7f]+)";
    private static final Pattern TASK_FORM = Pattern.compile(FORMS + "process/" + PART + "/task/" + PART + "(/.+)?");
    private static final Pattern START_FORM =
            Pattern.compile(FORMS + "process-definition/" + PART + "/start-form/" + PART);
    private static final Pattern START_MESSAGE =
            Pattern.compile(PAYLOADS + "process-definition/" + PART + "/start-message/" + PART);

    private InterimKeys() {}

    /** Form of the only task of its definition in an instance. */
    public static String taskForm(String processInstanceId, String taskDefinitionKey) {
        return FORMS + "process/" + part(processInstanceId) + "/task/" + part(taskDefinitionKey);
    }

    /** Form of one of several tasks of a definition in an instance. */
    public static String taskForm(String processInstanceId, String taskDefinitionKey, String taskId) {
        return taskForm(processInstanceId, taskDefinitionKey) + "/" + part(taskId);
    }

    /** Form that an instance is to be started with. */
    public static String startForm(String processId, String uuid) {
        return FORMS + "process-definition/" + part(processId) + "/start-form/" + part(uuid);
    }

    /** Payload of a message. */
    public static String startMessage(String processId, String uuid) {
        return PAYLOADS + "process-definition/" + part(processId) + "/start-message/" + part(uuid);
    }

    /** Set of the keys that belong to an instance. */
    public static String index(String processInstanceId) {
        return INDEX + part(processInstanceId);
    }

    /** The instance whose index a key is; empty for a key of data. */
    public static Optional<String> instanceOfIndex(String key) {
        return key.startsWith(INDEX) ? Optional.of(key.substring(INDEX.length())) : Optional.empty();
    }

    /** The instance that a task's form belongs to by its name; empty for another key. */
    public static Optional<String> instanceOfTaskForm(String key) {
        return firstPart(TASK_FORM, key);
    }

    /** The process that a start form is for; empty for another key. */
    public static Optional<String> processOfStartForm(String key) {
        return firstPart(START_FORM, key);
    }

    /** The process that a message payload is for; empty for another key. */
    public static Optional<String> processOfStartMessage(String key) {
        return firstPart(START_MESSAGE, key);
    }

    /** True for a key of data, as opposed to an index and to everything else in the store. */
    public static boolean isData(String key) {
        return Stream.of(TASK_FORM, START_FORM, START_MESSAGE)
                .anyMatch(pattern -> pattern.matcher(key).matches());
    }

    private static Optional<String> firstPart(Pattern pattern, String key) {
        Matcher matcher = pattern.matcher(key);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static String part(String text) {
        if (!text.matches(PART)) {
            throw new Refused("invalid-key", "cannot be part of a key: " + text);
        }
        return text;
    }
}
