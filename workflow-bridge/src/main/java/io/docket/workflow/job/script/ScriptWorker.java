package io.docket.workflow.job.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.job.Inputs;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.JobWorker;
import io.docket.workflow.job.PlainRefusal;
import io.docket.workflow.retry.Refused;
import java.util.List;

/**
 * {@code docket:script}: the value of a FEEL expression over the variables. The expression is a header, never a variable:
 * data does not become code. A script that came from another engine names its language, and is an incident that says so.
 */
public final class ScriptWorker implements JobWorker {
    private static final String EXPRESSION = "expression";
    private static final String RESULT = "resultVariable";
    private static final String LANGUAGE = "language";
    private static final String FEEL = "feel";
    private static final String DEFAULT_RESULT = "result";

    /** Bytes of what may be told of interim data: a gateway compares values, it does not read documents. */
    private static final int MAX_TOLD_BYTES = 1_024;

    @Override
    public String type() {
        return "docket:script";
    }

    @Override
    public List<String> inputs() {
        return List.of(EXPRESSION, RESULT);
    }

    @Override
    public boolean takesInterimData() {
        return true;
    }

    @Override
    public JobOutcome work(JobCall call) {
        call.inputs()
                .header(LANGUAGE)
                .filter(language -> !language.equalsIgnoreCase(FEEL))
                .ifPresent(language -> {
                    throw new Refused(
                            "script-language",
                            "the script of " + call.job().elementId() + " is in " + language
                                    + ", which nobody runs: say it in FEEL in the next version of the process");
                });
        String text = call.inputs().header(EXPRESSION).orElseThrow(() -> Inputs.missing(EXPRESSION));
        String expression = text.startsWith("=") ? text.substring(1) : text;
        ObjectNode variables = Json.mapper().createObjectNode();
        variables.set(
                call.inputs().header(RESULT).orElse(DEFAULT_RESULT),
                told(call.inputs(), call.inputs().evaluate(expression)));
        return new JobOutcome.Done(variables);
    }

    /** Of interim data a process is told what it decides by, not the data. */
    private static JsonNode told(Inputs inputs, JsonNode value) {
        if (inputs.isConfidential() && !(value.isValueNode() && Json.bytes(value).length <= MAX_TOLD_BYTES)) {
            throw new PlainRefusal(
                    "interim-data-result",
                    "what a script makes of interim data is a variable: it must be one value of at most "
                            + MAX_TOLD_BYTES + " bytes");
        }
        return value;
    }
}
