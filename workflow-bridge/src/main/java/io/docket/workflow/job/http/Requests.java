package io.docket.workflow.job.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.workflow.job.Inputs;
import io.docket.workflow.job.JobCall;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the request of a job out of its inputs. */
final class Requests {
    static final List<String> INPUTS = List.of("method", "url", "headers", "query", "body", "timeout");

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_|~-]{1,100}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e]{0,8192}");
    private static final Set<String> RESERVED =
            Set.of("host", "content-length", "transfer-encoding", "connection", "upgrade", "proxy-authorization");

    private final Secrets secrets;
    private final Duration longest;

    Requests(Secrets secrets, Duration longest) {
        this.secrets = secrets;
        this.longest = longest;
    }

    Call of(JobCall call) {
        Inputs inputs = call.inputs();
        String method = inputs.text("method").orElse("GET").toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            throw Inputs.wrong("method", "must be one of " + METHODS);
        }
        Set<String> confidential = new HashSet<>();
        Map<String, String> headers = headers(call, confidential);
        headers.putIfAbsent("Idempotency-Key", call.key());
        headers.putIfAbsent("Accept", "application/json, text/*;q=0.9, */*;q=0.1");
        Optional<String> body = inputs.value("body")
                .filter(value -> !READING.contains(method))
                .map(value -> value.isTextual() ? value.asText() : value.toString());
        if (body.isPresent()) {
            headers.putIfAbsent("Content-Type", "application/json");
        }
        return new Call(method, url(inputs), headers, confidential, body.orElse(null), timeout(inputs));
    }

    private Map<String, String> headers(JobCall call, Set<String> confidential) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        call.inputs()
                .object("headers")
                .ifPresent(given -> given.properties().forEach(header -> {
                    String name = header.getKey();
                    if (!HEADER.matcher(name).matches() || RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                        throw Inputs.wrong("headers", "has a header that cannot be set", name);
                    }
                    String text = header.getValue().asText();
                    if (Secrets.isReferredToBy(text)) {
                        confidential.add(name.toLowerCase(Locale.ROOT));
                    }
                    String value = secrets.resolve(call.tenant(), text);
                    if (!HEADER_VALUE.matcher(value).matches()) {
                        throw Inputs.wrong("headers", "has an unprintable or long value", name);
                    }
                    headers.put(name, value);
                }));
        return headers;
    }

    private static URI url(Inputs inputs) {
        String text = inputs.requiredText("url");
        String query = inputs.object("query").map(Requests::query).orElse("");
        String separator = text.contains("?") ? "&" : "?";
        return Urls.parse(query.isEmpty() ? text : text + separator + query)
                .orElseThrow(() -> Inputs.wrong("url", "is no http or https URL of a host"));
    }

    private static String query(ObjectNode parameters) {
        return parameters.properties().stream()
                .map(parameter -> encoded(parameter.getKey())
                        + "="
                        + encoded(parameter.getValue().asText()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Duration timeout(Inputs inputs) {
        try {
            Duration asked = inputs.text("timeout").map(Duration::parse).orElse(longest);
            return asked.isPositive() && asked.compareTo(longest) <= 0 ? asked : longest;
        } catch (DateTimeParseException e) {
            throw Inputs.wrong("timeout", "is no ISO-8601 duration: PT5S");
        }
    }
}
