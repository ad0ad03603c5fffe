package io.docket.workflow.mail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.workflow.command.BridgeCommand;
import io.docket.workflow.command.Commands;
import io.docket.workflow.mail.message.Attachment;
import io.docket.workflow.mail.platform.CaseFiles;
import io.docket.workflow.mail.platform.CaseLookup;
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

/** The platform as mails see it, and its clock: it remembers keys for a while, cases, messages and files, and fails as planned. */
public final class RecordingPlatform implements Commands, CaseLookup, CaseFiles, InstantSource {
    /** How long keys are remembered. */
    public static final Duration OUTCOME_WINDOW = Duration.ofDays(7);

    private final List<BridgeCommand> commands = new ArrayList<>();
    private final Map<String, Instant> keys = new HashMap<>();
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

    /** The next command of the type has its effect, and its answer is lost. */
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
        RuntimeException first = firstFaults.remove(command.type());
        RuntimeException fault = first != null ? first : faults.get(command.type());
        if (fault != null) {
            throw fault;
        }
        if (command.type().equals("record-email")) {
            step(command.payload());
        }
        Instant before = keys.get(command.idempotencyKey());
        if (before != null && before.plus(OUTCOME_WINDOW).isAfter(now)) {
            return;
        }
        keys.put(command.idempotencyKey(), now);
        commands.add(command);
        effect(command);
        RuntimeException late = lateFaults.remove(command.type());
        if (late != null) {
            throw late;
        }
    }

    private void effect(BridgeCommand command) {
        switch (command.type()) {
            case "open-case" -> {
                String id = command.payload().path("caseId").asText();
                numbers.put(id, id);
            }
            case "receive-email" -> {
                String message = command.payload().path("messageId").asText();
                messages.put(message, command.payload().path("caseId").asText());
                received.putIfAbsent(message, now);
            }
            default -> {}
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
    public synchronized void attach(String caseId, Attachment file, String sha256) {
        RuntimeException fault = faults.get("attach " + file.name());
        if (fault != null) {
            throw fault;
        }
        files.add(caseId + " " + file.name() + " " + file.contentType() + " " + file.bytes().length);
        digests.computeIfAbsent(caseId, any -> new HashSet<>()).add(sha256);
    }

    /** What a service says that is away. */
    public static Unavailable away() {
        return new Unavailable("away", null);
    }
}
