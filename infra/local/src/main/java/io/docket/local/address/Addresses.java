package io.docket.local.address;

import io.docket.local.home.Home;
import io.docket.local.home.Secrets;
import io.docket.local.home.SigningKeys;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where everything of one stack answers, by environment variable.
 *
 * <p>A variable that the user has set, to something else than this stack's own address, wins: that server is then not
 * started but used.
 */
public final class Addresses {
    /** File with the public key of the log's checkpoints. */
    public static final String SIGNING_PUBLIC_KEY = "DOCKET_SIGNING_PUBLIC_KEY";

    private final Map<String, String> values;
    private final Map<String, String> own;

    private Addresses(Map<String, String> values, Map<String, String> own) {
        this.values = values;
        this.own = own;
    }

    /** The addresses of the stack in the home folder. */
    public static Addresses of(Home home, Ports ports, Secrets secrets, Map<String, String> environment) {
        Map<String, String> own = new LinkedHashMap<>();
        own.put("DOCKET_KAFKA", "127.0.0.1:" + ports.number(Port.KAFKA));
        own.put("DOCKET_ZEEBE_GRPC", http(ports, Port.ZEEBE_GRPC));
        own.put("DOCKET_ZEEBE_REST", http(ports, Port.ZEEBE_REST));
        own.put("DOCKET_ZEEBE_METRICS", http(ports, Port.ZEEBE_MANAGEMENT) + "/actuator/prometheus");
        own.put("DOCKET_OIDC_ISSUER", http(ports, Port.KEYCLOAK) + "/realms/docket");
        own.put("DOCKET_REDIS_URI", "redis://127.0.0.1:" + ports.number(Port.REDIS));
        own.put("DOCKET_MONGO_URI", "mongodb://127.0.0.1:" + ports.number(Port.MONGO));
        own.put("DOCKET_S3_ENDPOINT", http(ports, Port.S3));
        own.put("DOCKET_S3_ACCESS_KEY", secrets.get("s3-access-key"));
        own.put("DOCKET_S3_SECRET_KEY", secrets.get("s3-secret-key"));
        own.put("DOCKET_S3_BUCKET", "docket-files");
        own.put("DOCKET_LAKE_ENABLED", "true");
        own.put("DOCKET_BRIDGE_SECRET", secrets.get("bridge-secret"));
        own.put(SIGNING_PUBLIC_KEY, SigningKeys.of(home).publicKey().toString());
        Map<String, String> values = new LinkedHashMap<>();
        own.forEach((variable, value) -> values.put(variable, given(environment, variable, value)));
        values.put("DOCKET_GATEWAY_URL", http(ports, Port.GATEWAY));
        values.put("DOCKET_COMMAND_URL", http(ports, Port.COMMAND));
        values.put("DOCKET_PROJECTION_URL", http(ports, Port.PROJECTION));
        values.put("DOCKET_BRIDGE_URL", http(ports, Port.BRIDGE));
        values.put("DOCKET_NOTIFICATION_URL", http(ports, Port.NOTIFICATION));
        values.put("DOCKET_FILES_URL", http(ports, Port.FILES));
        values.put("DOCKET_HOME", home.path().toString());
        return new Addresses(values, own);
    }

    /** The value of a variable. */
    public String get(String variable) {
        String value = values.get(variable);
        if (value == null) {
            throw new IllegalArgumentException(variable);
        }
        return value;
    }

    /** Whether the user has given the address of a server that is not ours. */
    public boolean isExternal(String variable) {
        return !get(variable).equals(own.get(variable));
    }

    /** Every variable, for a process's environment. */
    public Map<String, String> all() {
        return Map.copyOf(values);
    }

    /** The variables as lines that a shell can source. */
    public String rendered() {
        StringBuilder lines = new StringBuilder();
        values.forEach((variable, value) ->
                lines.append(variable).append('=').append(quoted(value)).append('\n'));
        return lines.toString();
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9_./:@,+=-]*") ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    private static String given(Map<String, String> environment, String variable, String own) {
        String given = environment.getOrDefault(variable, "").strip();
        return given.isEmpty() ? own : given;
    }

    private static String http(Ports ports, Port port) {
        return "http://127.0.0.1:" + ports.number(port);
    }
}
