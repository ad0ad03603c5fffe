package io.docket.command.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.docket.command.decision.Rejection;
import io.docket.command.support.Scenario;
import io.docket.contracts.json.Json;
import io.docket.kit.access.AccessTable;
import io.docket.kit.access.Role;
import io.docket.kit.identity.Caller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documentation names exactly the commands that processes, plans and automations cannot send. */
class CommandsOfThePlatformTest {
    private static final Path SCHEMAS = Path.of("src/main/resources/schemas/commands");
    private static final Path DOCUMENTED = Path.of("../docs/service-tasks.md");
    private static final Path REALM = Path.of("../infra/keycloak/docket-realm.json");
    private static final String HEADING = "## Which commands";
    private static final Pattern ROW =
            Pattern.compile("\\| (`[^|]+`) \\| (yes|no) \\| (yes|no) \\| [^|]+ \\|", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");
    private static final Set<Integer> NOT_AT_ALL = Set.of(403, 422);
    private static final Set<String> ALL_ROLES =
            Arrays.stream(Role.values()).map(Role::claim).collect(Collectors.toSet());

    @Test
    void commands_that_a_process_cannot_send_are_documented() throws IOException {
        Set<String> bridge = rolesOfTheBridge();

        assertThat(documented(2)).containsExactlyInAnyOrderElementsOf(those(command -> !permits(bridge, command)));
    }

    @Test
    void commands_that_are_not_sent_later_or_by_an_automation_are_documented() throws IOException {
        assertThat(documented(3)).containsExactlyInAnyOrderElementsOf(those(command -> !isForLater(command)));
    }

    /** The commands that somebody beside the platform may send, of which this is true. */
    private static List<String> those(Predicate<String> isTrue) throws IOException {
        Set<String> others = EnumSet.complementOf(EnumSet.of(Role.ENGINE)).stream()
                .map(Role::claim)
                .collect(Collectors.toSet());
        try (Stream<Path> schemas = Files.list(SCHEMAS)) {
            return schemas.map(schema -> schema.getFileName().toString().replace(".json", ""))
                    .filter(command -> permits(others, command))
                    .filter(isTrue)
                    .toList();
        }
    }

    private static boolean permits(Set<String> roles, String command) {
        return AccessTable.permits(new Caller("acme", "somebody", roles, Set.of()), "command:" + command);
    }

    /** Whoever may do everything cannot plan it; that its payload is wrong is said of what could be planned. */
    private static boolean isForLater(String command) {
        Rejection rejection = catchThrowableOfType(
                Rejection.class,
                () -> Scenario.start()
                        .by("root", ALL_ROLES, Set.of())
                        .when("schedule-command", "{\"command\":\"" + command + "\",\"data\":{},\"after\":\"PT1M\"}"));
        return rejection == null || !NOT_AT_ALL.contains(rejection.refusal().status());
    }

    private static List<String> documented(int column) throws IOException {
        String all = Files.readString(DOCUMENTED);
        int from = all.indexOf(HEADING + "\n");
        assertThat(from).as(HEADING).isPositive();
        String section = all.substring(from, all.indexOf("\n## ", from));
        return ROW.matcher(section)
                .results()
                .filter(row -> row.group(column).equals("no"))
                .flatMap(row -> NAME.matcher(row.group(1)).results())
                .map(name -> name.group(1))
                .toList();
    }

    private static Set<String> rolesOfTheBridge() throws IOException {
        for (JsonNode user : Json.tree(Files.readAllBytes(REALM)).path("users")) {
            if (user.path("username").asText().equals("service-account-docket-bridge-acme")) {
                return user.path("realmRoles")
                        .valueStream()
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet());
            }
        }
        throw new AssertionError("the realm has no account of the bridge");
    }
}
