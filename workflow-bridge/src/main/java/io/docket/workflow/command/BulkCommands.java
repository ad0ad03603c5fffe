package io.docket.workflow.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.workflow.retry.Unavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Many commands over HTTP, a line each, as the tenant's service account: one request for each tenant. */
public final class BulkCommands implements CommandBatches {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FIRST_REFUSAL = 400;

    private final HttpClient http;
    private final ServiceTokens tokens;
    private final Duration timeout;
    private final URI endpoint;

    /**
     * Commands to a service.
     *
     * @param url address of the service
     * @param tokens tokens of the service accounts
     * @param timeout for all commands of a request
     */
    public BulkCommands(HttpClient http, URI url, ServiceTokens tokens, Duration timeout) {
        this(http, tokens, timeout, url.resolve("/api/commands"));
    }

    private BulkCommands(HttpClient http, ServiceTokens tokens, Duration timeout, URI endpoint) {
        this.http = http;
        this.tokens = tokens;
        this.timeout = timeout;
        this.endpoint = endpoint;
    }

    /** The same for commands of which none waits for another one about the same root. */
    public BulkCommands unordered() {
        return new BulkCommands(http, tokens, timeout, URI.create(endpoint + "?ordered=false"));
    }

    @Override
    public List<Answer> callAll(List<BridgeCommand> commands) {
        Map<String, List<Integer>> byTenant = new LinkedHashMap<>();
        for (int i = 0; i < commands.size(); i++) {
            byTenant.computeIfAbsent(commands.get(i).tenant(), tenant -> new ArrayList<>())
                    .add(i);
        }
        Answer[] answers = new Answer[commands.size()];
        byTenant.forEach((tenant, places) -> {
            List<Answer> some =
                    ofTenant(tenant, places.stream().map(commands::get).toList());
            for (int i = 0; i < places.size(); i++) {
                answers[places.get(i)] = some.get(i);
            }
        });
        return Arrays.asList(answers);
    }

    private List<Answer> ofTenant(String tenant, List<BridgeCommand> commands) {
        try {
            HttpResponse<String> response = post(tenant, commands);
            if (response.statusCode() == OK) {
                return answers(commands, response.body().split("\n"));
            }
            if (response.statusCode() == UNAUTHORIZED) {
                tokens.forget(tenant);
            }
            return none(
                    commands,
                    CommandFaults.of("commands", response.statusCode(), problem(response.body()), response.body()));
        } catch (Unavailable e) {
            return none(commands, e);
        }
    }

    private HttpResponse<String> post(String tenant, List<BridgeCommand> commands) {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(timeout)
                .header("Authorization", "Bearer " + tokens.of(tenant))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(lines(commands)))
                .build();
        try {
            return WholeAnswers.send(http, request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Unavailable("command service: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        }
    }

    private static byte[] lines(List<BridgeCommand> commands) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (BridgeCommand command : commands) {
            ObjectNode line = Json.mapper()
                    .createObjectNode()
                    .put("type", command.type())
                    .put("idempotencyKey", command.idempotencyKey());
            if (command.cause() != null) {
                line.put("cause", command.cause().text());
            }
            line.set("data", command.payload());
            lines.writeBytes(Json.bytes(line));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static List<Answer> answers(List<BridgeCommand> commands, String[] lines) {
        List<Answer> answers = new ArrayList<>(commands.size());
        for (int i = 0; i < commands.size(); i++) {
            answers.add(
                    i < lines.length
                            ? answer(commands.get(i), lines[i])
                            : Answer.failed(new Unavailable("the answers ended early", null)));
        }
        return answers;
    }

    private static Answer answer(BridgeCommand command, String line) {
        if (!(problem(line) instanceof ObjectNode answer)
                || !answer.path("status").isInt()) {
            return Answer.failed(new Unavailable(command.type() + " got an unreadable answer", null));
        }
        int status = answer.remove("status").asInt();
        return status < FIRST_REFUSAL
                ? Answer.of(answer)
                : Answer.failed(CommandFaults.of(command.type(), status, answer, line));
    }

    private static List<Answer> none(List<BridgeCommand> commands, RuntimeException fault) {
        return commands.stream().map(command -> Answer.failed(fault)).toList();
    }

    private static JsonNode problem(String text) {
        try {
            return Json.tree(text.getBytes(UTF_8));
        } catch (UncheckedIOException e) {
            return Json.mapper().missingNode();
        }
    }
}
