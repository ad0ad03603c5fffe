package io.docket.workflow.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.contracts.position.Position;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.CommandAnswers;
import io.docket.workflow.command.Commands;
import io.docket.workflow.mail.message.Attachment;
import io.docket.workflow.mail.platform.CaseFiles;
import io.docket.workflow.mail.platform.CaseLookup;
import io.docket.workflow.mail.platform.Freshness;
import io.docket.workflow.retry.Refused;
import io.docket.workflow.retry.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The platform as mails see it, and its clock: it remembers keys for a while, cases, messages and files, and fails as planned. Its
 * views know of nothing that was done here until somebody waits for it.
 */
public final class RecordingPlatform
        implements Commands, CommandAnswers, CaseLookup, Freshness, CaseFiles, InstantSource {
    /** How long keys are remembered. */
    public static final Duration OUTCOME_WINDOW = Duration.ofDays(7);

    private final List<BridgeCommand> commands = new ArrayList<>();
    private final Map<String, Outcome> keys = new HashMap<>();
    private final Set<String> fileKeys = new HashSet<>();
    private final List<Runnable> log = new ArrayList<>();
    private final Map<String, String> numbers = new HashMap<>();
    private final Map<String, String> messages = new HashMap<>();
    private final Map<String, Instant> received = new HashMap<>();
    private final Map<String, Set<String>> digests = new HashMap<>();
    private final List<String> files = new ArrayList<>();
    private final Map<String, RuntimeException> faults = new HashMap<>();
    private final Map<String, RuntimeException> firstFaults = new HashMap<>();
    private final Map<String, RuntimeException> lateFaults = new HashMap<>();
    private final Set<String> mailStates = new HashSet<>();
    private Instant now = Instant.EPOCH;
    private long viewed;
    private long wanted;

    /** A case that is there, and that the views do not know yet. */
    public synchronized RecordingPlatform withNew(String number, String caseId) {
        log.add(() -> numbers.put(number, caseId));
        return this;
    }

    /** Whoever waited for the views has forgotten for what. */
    public synchronized void forgetWanted() {
        wanted = 0;
    }

    /** The views hold everything. */
    public synchronized void viewAll() {
        viewUpTo(log.size());
    }

    /** A case that is there. */
    public synchronized RecordingPlatform with(String number, String caseId) {
        numbers.put(number, caseId);
        return this;
    }

    /** Commands of the type fail from now on; with nothing they succeed again. */
    public synchronized void fail(String type, RuntimeException... fault) {
        if (fault.length == 0) {
            faults.remove(type);
        } else {
            faults.put(type, fault[0]);
        }
    }

    /** The next command of the type fails, those after it do not. */
    public synchronized void failFirst(String type, RuntimeException fault) {
        firstFaults.put(type, fault);
    }

    /** The next command of the type, or the next {@code attach <name>}, has its effect, and its answer is lost. */
    public synchronized void failAfter(String type, RuntimeException fault) {
        lateFaults.put(type, fault);
    }

    /** Time goes on. */
    public synchronized void passes(Duration time) {
        now = now.plus(time);
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /** The commands that had an effect, in order: {@code type} and payload. */
    public synchronized List<String> effects() {
        return commands.stream()
                .map(command -> command.type() + " " + command.payload())
                .toList();
    }

    /** The types of the commands that had an effect, in order. */
    public synchronized List<String> types() {
        return commands.stream().map(BridgeCommand::type).toList();
    }

    /** The payload of the last command of the type that had an effect. */
    public synchronized ObjectNode last(String type) {
        return commands.stream()
                .filter(command -> command.type().equals(type))
                .reduce((first, second) -> second)
                .orElseThrow()
                .payload();
    }

    /** Names of the files, each with its case. */
    public synchronized List<String> files() {
        return List.copyOf(files);
    }

    @Override
    public synchronized void send(BridgeCommand command) {
        call(command);
    }

    @Override
    public synchronized ObjectNode call(BridgeCommand command) {
        RuntimeException first = firstFaults.remove(command.type());
        RuntimeException fault = first != null ? first : faults.get(command.type());
        if (fault != null) {
            throw fault;
        }
        if (command.type().equals("record-email")) {
            step(command.payload());
        }
        Outcome before = keys.get(command.idempotencyKey());
        if (before != null && before.at().plus(OUTCOME_WINDOW).isAfter(now)) {
            return answer(before);
        }
        Outcome outcome = new Outcome(now, log.size());
        keys.put(command.idempotencyKey(), outcome);
        commands.add(command);
        log.add(effect(command));
        RuntimeException late = lateFaults.remove(command.type());
        if (late != null) {
            throw late;
        }
        return answer(outcome);
    }

    private static ObjectNode answer(Outcome outcome) {
        String position = new Position(0, outcome.offset()).toString();
        return Json.mapper().createObjectNode().put("position", position);
    }

    /** What the views hold once they have seen it. */
    private Runnable effect(BridgeCommand command) {
        Instant at = now;
        String caseId = command.payload().path("caseId").asText();
        return switch (command.type()) {
            case "open-case" -> () -> numbers.put(caseId, caseId);
            case "receive-email" ->
                () -> {
                    String message = command.payload().path("messageId").asText();
                    messages.put(message, caseId);
                    received.putIfAbsent(message, at);
                };
            default -> () -> {};
        };
    }

    @Override
    public synchronized void asOfNow() {
        wanted = log.size();
    }

    @Override
    public synchronized void after(String position) {
        wanted = Math.max(wanted, Position.parse(position).offset() + 1);
    }

    @Override
    public synchronized void await() {
        RuntimeException fault = faults.get("views");
        if (fault != null) {
            throw fault;
        }
        viewUpTo(wanted);
    }

    private void viewUpTo(long end) {
        while (viewed < end) {
            log.get((int) viewed++).run();
        }
    }

    /** An attempt begins once. */
    private void step(ObjectNode report) {
        String mail = report.path("mailId").asText();
        String open = mail + " sending";
        switch (report.path("state").asText()) {
            case "sending" -> {
                if (mailStates.contains(mail + " ended") || !mailStates.add(open)) {
                    throw new Refused("command-409", "mail-sending");
                }
            }
            case "deferred" -> mailStates.remove(open);
            default -> {
                if (!mailStates.add(mail + " ended")) {
                    throw new Refused("command-409", "mail-sent");
                }
            }
        }
    }

    @Override
    public synchronized Optional<String> byNumber(String number) {
        return Optional.ofNullable(numbers.get(number));
    }

    @Override
    public synchronized Optional<String> byId(String caseId) {
        return numbers.containsValue(caseId) ? Optional.of(caseId) : Optional.empty();
    }

    @Override
    public synchronized Optional<String> numberOf(String caseId) {
        RuntimeException fault = faults.get("number");
        if (fault != null) {
            throw fault;
        }
        return numbers.entrySet().stream()
                .filter(number -> number.getValue().equals(caseId))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public synchronized Optional<String> byMessage(String messageId) {
        return Optional.ofNullable(messages.get(messageId));
    }

    @Override
    public synchronized Optional<Instant> receivedAt(String messageId) {
        return Optional.ofNullable(received.get(messageId));
    }

    @Override
    public synchronized Set<String> filesOf(String caseId) {
        return Set.copyOf(digests.getOrDefault(caseId, Set.of()));
    }

    @Override
    public synchronized void attach(String caseId, Attachment file, String sha256, String key) {
        RuntimeException fault = faults.get("attach " + file.name());
        if (fault != null) {
            throw fault;
        }
        if (fileKeys.add(key)) {
            files.add(caseId + " " + file.name() + " " + file.contentType() + " " + file.bytes().length);
            log.add(() ->
                    digests.computeIfAbsent(caseId, any -> new HashSet<>()).add(sha256));
        }
        RuntimeException late = lateFaults.remove("attach " + file.name());
        if (late != null) {
            throw late;
        }
    }

    /** What a service says that is away. */
    public static Unavailable away() {
        return new Unavailable("away", null);
    }

    /**
     * What became of a command.
     *
     * @param at when it was done
     * @param offset its place in the log
     */
    private record Outcome(Instant at, long offset) {}
}
