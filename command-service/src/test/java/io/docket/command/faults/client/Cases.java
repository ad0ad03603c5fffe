package io.docket.command.faults.client;

import io.docket.command.faults.client.Command.Kind;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The cases that the clients work on: a few that each has for itself, so that it knows what every answer has to be, and
 * some that all share. And the versions that somebody was told they have.
 */
final class Cases {
    private static final int SHARED = 16;
    private static final int SHARED_IN = 4;
    private static final int OWN = 3;
    private static final int EXPECTED_IN = 3;
    private static final int WRONGLY_EXPECTED_IN = 4;

    /** Of all commands; so many more reopen than close that most cases are open. */
    private static final List<Kind> KINDS = List.of(
            Kind.OPEN,
            Kind.UPDATE,
            Kind.UPDATE,
            Kind.UPDATE,
            Kind.UPDATE,
            Kind.MOVE,
            Kind.MOVE,
            Kind.MOVE,
            Kind.ASSIGN,
            Kind.ASSIGN,
            Kind.COMMENT,
            Kind.COMMENT,
            Kind.COMMENT,
            Kind.CLOSE,
            Kind.REOPEN,
            Kind.REOPEN);

    private static final List<String> STAGES = List.of("a", "b", "c");
    private static final List<String> ASSIGNEES = List.of("ann", "bob");

    private final Map<String, Long> versions = new ConcurrentHashMap<>();

    /** A new command of a client: on a case that nobody has opened yet mostly the one that opens it. */
    Command next(int client, Random random) {
        String caseId = random.nextInt(SHARED_IN) == 0
                ? "shared-" + random.nextInt(SHARED)
                : "own-" + client + "-" + random.nextInt(OWN);
        Kind kind = KINDS.get(random.nextInt(KINDS.size()));
        Long known = versions.get(caseId);
        if (known == null) {
            return command(random.nextInt(SHARED_IN) == 0 ? kind : Kind.OPEN, caseId, random, null);
        }
        return command(kind, caseId, random, random.nextInt(EXPECTED_IN) == 0 ? expected(known, random) : null);
    }

    private static Long expected(long known, Random random) {
        return random.nextInt(WRONGLY_EXPECTED_IN) == 0 ? Math.max(0, known - 1 + 2 * random.nextInt(2)) : known;
    }

    private static Command command(Kind kind, String caseId, Random random, @Nullable Long ifMatch) {
        String key = UUID.randomUUID().toString();
        String value = switch (kind) {
            case MOVE -> STAGES.get(random.nextInt(STAGES.size()));
            case ASSIGN -> ASSIGNEES.get(random.nextInt(ASSIGNEES.size()));
            case OPEN, UPDATE, COMMENT, CLOSE, REOPEN -> key;
        };
        return new Command(key, kind, caseId, value, ifMatch);
    }

    /** One more command for each case, which expects the version that was told last. */
    List<Command> farewells() {
        return versions.entrySet().stream()
                .map(entry -> {
                    String key = UUID.randomUUID().toString();
                    return new Command(key, Kind.COMMENT, entry.getKey(), key, entry.getValue());
                })
                .toList();
    }

    void told(Command command, Answer answer) {
        if (answer.isAccepted()) {
            versions.merge(command.caseId(), answer.version(), Math::max);
        }
    }
}
