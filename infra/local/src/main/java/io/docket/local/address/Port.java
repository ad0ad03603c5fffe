package io.docket.local.address;

/** A port of the platform with its default number. */
public enum Port {
    GATEWAY(8080),
    COMMAND(8081),
    COMMAND_PEERS(8181),
    PROJECTION(8082),
    BRIDGE(8083),
    NOTIFICATION(8084),
    FILES(8085),
    KEYCLOAK(8089),
    KAFKA(19092),
    KAFKA_CONTROLLER(19093),
    REDIS(16379),
    MONGO(27027),
    S3(19000),
    ZEEBE_GRPC(26500),
    ZEEBE_COMMAND(26501),
    ZEEBE_INTERNAL(26502),
    ZEEBE_REST(26580),
    ZEEBE_MANAGEMENT(26590);

    private final int number;

    Port(int number) {
        this.number = number;
    }

    /** The number unless the environment says otherwise. */
    public int defaultNumber() {
        return number;
    }

    /** The environment variable that sets the number. */
    public String variable() {
        return "DOCKET_PORT_" + name();
    }
}
