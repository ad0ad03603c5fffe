package io.docket.local.server;

import io.docket.local.UserError;
import io.docket.local.server.Server.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything a stack consists of, those first that take longest to start. */
public final class Servers {
    private Servers() {}

    /** All servers of the stack. */
    public static List<Server> all(Stack stack) {
        List<Server> servers = new ArrayList<>(List.of(
                Redis.in(stack), Keycloak.in(stack), Kafka.in(stack), Zeebe.in(stack), Mongo.in(stack), S3.in(stack)));
        QuarkusService.ALL.forEach(service -> servers.add(service.in(stack)));
        servers.add(Gateway.in(stack));
        return List.copyOf(servers);
    }

    /** The chosen ones: names, {@code infra} or {@code services}; nothing chosen means all. */
    public static List<Server> chosen(Stack stack, Set<String> names) {
        List<Server> all = all(stack);
        Set<String> known = all.stream().map(Server::name).collect(Collectors.toSet());
        for (String name : names) {
            if (!known.contains(name) && kind(name) == null) {
                throw new UserError("there is no server '%s': choose infra, services or some of %s"
                        .formatted(
                                name,
                                String.join(", ", all.stream().map(Server::name).toList())));
            }
        }
        return all.stream()
                .filter(server -> names.isEmpty()
                        || names.contains(server.name())
                        || names.stream().anyMatch(name -> server.kind() == kind(name)))
                .toList();
    }

    private static @Nullable Kind kind(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "infra" -> Kind.INFRA;
            case "services" -> Kind.SERVICE;
            default -> null;
        };
    }
}
