package io.docket.workflow.job.template;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.job.Inputs;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.JobWorker;
import io.docket.workflow.retry.Refused;
import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.SetSectionHelper;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.Variant;
import io.quarkus.qute.WhenSectionHelper;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code docket:template}: a text from a Qute template and the variables. The template, or the id of a defined one, is a
 * header, never a variable; it sees values, not Java objects, and knows conditions and loops alone. With format {@code html},
 * or in a template of that type, what is inserted is escaped.
 */
public final class TemplateWorker implements JobWorker {
    private static final String TEMPLATE = "template";
    private static final String FORMAT = "format";
    private static final String RESULT = "resultVariable";
    private static final String VERSION = "version";
    private static final String SUBJECT = "subjectVariable";
    private static final String DEFAULT_SUBJECT = "subject";
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._~-]+");
    private static final String DEFAULT_RESULT = "text";
    private static final String HTML = "html";
    private static final int MAX_TEMPLATE_CHARS = 64 * 1024;
    private static final int MAX_TEXT_CHARS = 256 * 1024;

    private final BoundedLoops loops = new BoundedLoops();
    private final Engine engine = Engine.builder()
            .addDefaultValueResolvers()
            .addSectionHelpers(
                    loops,
                    new IfSectionHelper.Factory(),
                    new WhenSectionHelper.Factory(),
                    new SetSectionHelper.Factory())
            .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
            .strictRendering(true)
            .build();

    private final Templates templates;

    /** Renders what is defined here, and what a process brings along. */
    public TemplateWorker(Templates templates) {
        this.templates = templates;
    }

    @Override
    public String type() {
        return "docket:template";
    }

    @Override
    public List<String> inputs() {
        return List.of(TEMPLATE, VERSION, FORMAT, RESULT, SUBJECT);
    }

    @Override
    public JobOutcome work(JobCall call) {
        Templates.Defined template = template(call);
        if (template.body().length() > MAX_TEMPLATE_CHARS) {
            throw Inputs.wrong(TEMPLATE, "is longer than " + MAX_TEMPLATE_CHARS + " characters");
        }
        ObjectNode data = call.job().variables();
        ObjectNode variables = Json.mapper().createObjectNode();
        if (template.subject() != null) {
            variables.put(
                    call.inputs().header(SUBJECT).orElse(DEFAULT_SUBJECT), render(template.subject(), false, data));
        }
        variables.put(
                call.inputs().header(RESULT).orElse(DEFAULT_RESULT), render(template.body(), template.html(), data));
        return new JobOutcome.Done(variables);
    }

    /** A text with nothing in it but what an id has would be no template. */
    private Templates.Defined template(JobCall call) {
        String text = call.inputs().header(TEMPLATE).orElseThrow(() -> Inputs.missing(TEMPLATE));
        if (ID.matcher(text).matches()) {
            @Nullable Long version = version(call);
            return templates
                    .find(call.tenant(), text, version)
                    .orElseThrow(() -> Inputs.wrong(
                            TEMPLATE,
                            "names " + (version == null ? "" : "version " + version + " of ") + text
                                    + ", which is not defined"));
        }
        boolean html = call.inputs().header(FORMAT).filter(HTML::equals).isPresent();
        return new Templates.Defined(html, null, text);
    }

    private static @Nullable Long version(JobCall call) {
        try {
            return call.inputs().header(VERSION).map(Long::valueOf).orElse(null);
        } catch (NumberFormatException e) {
            throw Inputs.wrong(VERSION, "must be a whole number");
        }
    }

    private String render(String template, boolean html, ObjectNode data) {
        Map<String, Object> values = Json.mapper()
                .convertValue(
                        data, Json.mapper().getTypeFactory().constructMapType(Map.class, String.class, Object.class));
        StringBuilder text = new StringBuilder();
        loops.begin();
        try {
            engine.parse(template, Variant.forContentType(html ? Variant.TEXT_HTML : Variant.TEXT_PLAIN))
                    .data(values)
                    .consume(part -> append(text, part))
                    .toCompletableFuture()
                    .join();
        } catch (TemplateException e) {
            throw new Refused("template", String.valueOf(e.getMessage()));
        } catch (CompletionException e) {
            throw new Refused("template", String.valueOf(e.getCause()));
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String part) {
        if (text.length() + part.length() > MAX_TEXT_CHARS) {
            throw new TemplateException("the text is longer than " + MAX_TEXT_CHARS + " characters");
        }
        text.append(part);
    }
}
