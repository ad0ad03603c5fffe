package io.docket.system.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the running platform is, as {@code ./docket env} says. */
public final class Platform {
    private Platform() {}

    /** Address of the gateway, without a slash at the end. */
    public static String gateway() {
        return address("DOCKET_GATEWAY_URL", "http://127.0.0.1:8080");
    }

    /** Address of the command-service itself, without a slash at the end. */
    public static String command() {
        return address("DOCKET_COMMAND_URL", "http://127.0.0.1:8081");
    }

    /** Address of the workflow-bridge itself, without a slash at the end. */
    public static String bridge() {
        return address("DOCKET_BRIDGE_URL", "http://127.0.0.1:8083");
    }

    /** Address of the notification-service itself, without a slash at the end. */
    public static String notification() {
        return address("DOCKET_NOTIFICATION_URL", "http://127.0.0.1:8084");
    }

    /** Issuer of the access tokens. */
    public static String issuer() {
        return address("DOCKET_OIDC_ISSUER", "http://127.0.0.1:8089/realms/docket");
    }

    /** Bootstrap servers of Kafka. */
    public static String kafka() {
        return address("DOCKET_KAFKA", "127.0.0.1:19092");
    }

    /** Address of the engine, for its own client. */
    public static String engine() {
        return address("DOCKET_ZEEBE_GRPC", "http://127.0.0.1:26500");
    }

    /** Connection string of the document store. */
    public static String mongo() {
        return address("DOCKET_MONGO_URI", "mongodb://127.0.0.1:27027");
    }

    /** Address of Redis. */
    public static String redis() {
        return address("DOCKET_REDIS_URI", "redis://127.0.0.1:16379");
    }

    /** The folder with the platform's data, logs and secrets. */
    public static Path home() {
        return Path.of(address("DOCKET_HOME", "../.docket"));
    }

    /** The project's folder. */
    public static Path project() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    /** Password of a demo user, generated at the platform's first start. */
    public static String password(String user) {
        return secret("user-" + user);
    }

    /** A secret that was generated at the platform's first start. */
    public static String secret(String name) {
        try {
            return Files.readString(home().resolve("secrets").resolve(name)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(String variable, String otherwise) {
        String value = System.getenv(variable);
        return value == null || value.isBlank() ? otherwise : value;
    }
}
