package io.docket.workflow.job.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.job.BpmnError;
import io.docket.workflow.job.JobCall;
import io.docket.workflow.job.JobOutcome;
import io.docket.workflow.job.JobWorker;
import io.docket.workflow.job.PlainFault;
import io.docket.workflow.job.PlainRefusal;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import io.vertx.core.Vertx;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * {@code docket:http}: a call of a REST service. The request carries the job's key as {@code Idempotency-Key}, so that a
 * service that honours it does the same job once.
 *
 * <pre>
 *   2xx                    {status, contentType, body} as variable "response"
 *   429, 503, no answer    an outage: again, retries stay
 *   other 5xx              a fault: again, one retry less
 *   4xx and what is left   BPMN error "http-404", with variable "httpError"
 *   host not allowed       an incident, also where a redirect leads there
 * </pre>
 */
public final class HttpWorker implements JobWorker, AutoCloseable {
    private static final Set<Integer> OUTAGES = Set.of(429, 503);
    private static final Set<Integer> KEEPING_METHOD = Set.of(307, 308);
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final int MAX_REDIRECTS = 5;
    private static final String RESULT = "resultVariable";
    private static final String ERROR_CODE = "errorCode";

    private final AllowList allowed;
    private final Requests requests;
    private final PinnedClient client;

    HttpWorker(
            Vertx vertx,
            Names names,
            AllowList allowed,
            PublicAddresses addresses,
            Secrets secrets,
            Duration longest,
            int maxBodyBytes) {
        this.allowed = allowed;
        this.requests = new Requests(secrets, longest);
        this.client = new PinnedClient(vertx, names, addresses, maxBodyBytes);
    }

    /**
     * A worker.
     *
     * @param allowed hosts that processes may call
     * @param addresses networks that are reached
     * @param longest longest time for an attempt, redirects included
     * @param maxBodyBytes largest answer
     */
    public static HttpWorker of(
            Vertx vertx,
            AllowList allowed,
            PublicAddresses addresses,
            Secrets secrets,
            Duration longest,
            int maxBodyBytes) {
        return new HttpWorker(vertx, Names.ofMachine(), allowed, addresses, secrets, longest, maxBodyBytes);
    }

    @Override
    public String type() {
        return "docket:http";
    }

    @Override
    public List<String> inputs() {
        return Stream.concat(Requests.INPUTS.stream(), Stream.of(RESULT, ERROR_CODE))
                .toList();
    }

    @Override
    public boolean takesInterimData() {
        return true;
    }

    @Override
    public JobOutcome work(JobCall job) {
        Reply reply = follow(job.tenant(), requests.of(job));
        int status = reply.status();
        if (OUTAGES.contains(status)) {
            throw new Busy(status);
        }
        if (status / 100 == 5) {
            throw new Failed(status);
        }
        if (status / 100 != 2) {
            ObjectNode variables = Json.mapper().createObjectNode();
            variables.set("httpError", told(reply));
            throw new BpmnError(job.inputs().header(ERROR_CODE).orElse("http-" + status), answered(status), variables);
        }
        ObjectNode variables = Json.mapper().createObjectNode();
        variables.set(job.inputs().header(RESULT).orElse("response"), told(reply));
        return new JobOutcome.Done(variables);
    }

    private Reply follow(String tenant, Call first) {
        Call call = first;
        long deadline = System.nanoTime() + first.timeout().toNanos();
        for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
            requireAllowed(tenant, call.url());
            Reply reply = client.send(call, deadline);
            boolean keeps = KEEPING_METHOD.contains(reply.status());
            if (reply.redirect().isEmpty() || !(keeps || READING.contains(call.method()))) {
                return reply;
            }
            call = redirected(call, reply.redirect().get());
        }
        throw new PlainRefusal("http-redirects", "more than " + MAX_REDIRECTS + " redirects");
    }

    private void requireAllowed(String tenant, URI url) {
        if (!allowed.permits(tenant, url.getHost())) {
            throw new Refused("http-not-allowed", url.getHost() + " is not on the list of hosts that may be called");
        }
    }

    /** The request where it is sent to. What is secret goes to no other place than it was meant for. */
    private static Call redirected(Call call, String location) {
        URI target = Urls.resolve(call.url(), location)
                .orElseThrow(
                        () -> new Refused("http-redirect", "the service redirects to what is no http or https URL"));
        if (call.url().getScheme().equals("https") && !target.getScheme().equals("https")) {
            throw new Refused("http-redirect", "the service redirects from https to http");
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(call.headers());
        if (!origin(target).equals(origin(call.url()))) {
            headers.keySet().removeIf(name -> call.confidential().contains(name.toLowerCase(Locale.ROOT)));
            headers.remove("Authorization");
            headers.remove("Cookie");
        }
        return call.to(target, headers);
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode told(Reply reply) {
        ObjectNode told = Json.mapper().createObjectNode();
        told.put("status", reply.status()).put("contentType", reply.contentType());
        if (reply.contentType().contains("json")) {
            try {
                told.set("body", Json.tree(reply.body().getBytes(UTF_8)));
                return told;
            } catch (UncheckedIOException e) {
                return told.put("body", reply.body());
            }
        }
        return told.put("body", reply.body());
    }

    private static String answered(int status) {
        return "the service answered " + status;
    }

    @Override
    public void close() {
        client.close();
    }

    private static final class Busy extends Unavailable implements PlainFault {
        Busy(int status) {
            super(answered(status), null);
        }
    }

    private static final class Failed extends IllegalStateException implements PlainFault {
        Failed(int status) {
            super(answered(status));
        }
    }
}
