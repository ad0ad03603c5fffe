package io.docket.cli.settings;

import io.docket.cli.failure.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of the platform and the users' passwords: from the environment, else from the files that the local
 * platform leaves in its home folder ({@code DOCKET_HOME}, default {@code .docket}).
 */
public final class Settings {
    private static final String PASSWORD = "DOCKET_PASSWORD";

    private final Path home;
    private final EnvironmentLookup environment;
    private final Map<String, String> file;

    private Settings(Path home, EnvironmentLookup environment, Map<String, String> file) {
        this.home = home;
        this.environment = environment;
        this.file = file;
    }

    /** The settings of an environment, given as a lookup that answers {@code null} for what is not set. */
    public static Settings load(EnvironmentLookup environment) {
        String configured = environment.get("DOCKET_HOME");
        Path home = Path.of(configured == null ? ".docket" : configured);
        return new Settings(home, environment, readFile(home.resolve("env")));
    }

    /** The origin under which all public APIs are. */
    public URI gateway() {
        return address("DOCKET_GATEWAY_URL", "http://127.0.0.1:8080");
    }

    /** The OpenID Connect issuer. */
    public URI issuer() {
        return address("DOCKET_OIDC_ISSUER", "http://127.0.0.1:8089/realms/docket");
    }

    /** The folder with what the local platform made for its clients. */
    public Path secrets() {
        return home.resolve("secrets");
    }

    /** The user's password. Throws {@link UserError} if there is none. */
    public String password(String user) {
        String given = environment.get(PASSWORD);
        if (given != null) {
            return given;
        }
        if (!user.matches("[A-Za-z0-9._@-]{1,100}")) {
            throw new UserError("not a user name: " + user);
        }
        Path secret = secrets().resolve("user-" + user);
        try {
            return Files.readString(secret).strip();
        } catch (IOException e) {
            throw new UserError("no password for the user " + user + ": " + secret
                    + " is not readable (start the platform" + " with ./docket up, or set " + PASSWORD + ")");
        }
    }

    private URI address(String key, String byDefault) {
        String value = environment.get(key);
        String text = value != null ? value : file.getOrDefault(key, byDefault);
        try {
            URI address = URI.create(text.strip().replaceFirst("/+$", ""));
            if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new UserError(key + " is not an address: " + text);
        }
        throw new UserError(key + " is not an http(s) address: " + text);
    }

    private static Map<String, String> readFile(Path env) {
        Map<String, String> values = new HashMap<>();
        if (!Files.isReadable(env)) {
            return values;
        }
        try {
            for (String line : Files.readAllLines(env)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    values.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
        } catch (IOException e) {
            throw new UserError(env + " is not readable: " + e.getMessage());
        }
        return values;
    }

    /** The environment by name; {@code null} for what is not set. */
    @FunctionalInterface
    public interface EnvironmentLookup {
        /** The value, or {@code null}. */
        @Nullable
        String get(String name);
    }
}
