package io.docket.workflow.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configuration of the bridge, {@code docket.bridge.*}. */
@ConfigMapping(prefix = "docket.bridge")
public interface BridgeSettings {
    /** The two logs in Kafka. */
    Log log();

    /** The process engine. */
    Engine engine();

    /** The command service. */
    Commands commands();

    /** Waits between attempts. */
    Retry retry();

    /** The service tasks that the bridge works on. */
    Jobs jobs();

    /** What service tasks may call. */
    Http http();

    /** Expressions of service tasks and automations. */
    Expressions expressions();

    /** Commands that are sent later. */
    Schedules schedules();

    /** Commands that are sent when something happens. */
    Automations automations();

    /** Tenants that give the bridge no account. */
    Tenants tenants();

    /** Kafka's topics and who reads them. */
    interface Log {
        /** Kafka's bootstrap servers. */
        @WithDefault("127.0.0.1:19092")
        String servers();

        /** The events. */
        @WithDefault("docket.events")
        String eventsTopic();

        /** Consumer group of the events that have an effect in the engine. */
        @WithDefault("workflow-bridge")
        String eventsGroup();

        /** Consumer group of the events that tell of interim data. */
        @WithDefault("workflow-bridge-interim")
        String interimGroup();

        /** Consumer group of the events that automations run for. */
        @WithDefault("workflow-bridge-automations")
        String automationsGroup();

        /** The records of the engine's log; one partition, so that they stay in order. */
        @WithDefault("docket.zeebe")
        String engineTopic();

        /** Consumer group of the engine's records. */
        @WithDefault("workflow-bridge-zeebe")
        String engineGroup();
    }

    /** Zeebe's gateway. */
    interface Engine {
        /** Address of the gRPC interface. */
        @WithDefault("http://127.0.0.1:26500")
        URI grpc();

        /** Address of the REST interface. */
        @WithDefault("http://127.0.0.1:26580")
        URI rest();

        /** How long the engine has for one request. */
        @WithDefault("10s")
        Duration requestTimeout();

        /** Roots of one partition of the events that are told to the engine at once. */
        @WithDefault("8")
        int concurrency();

        /** How often the bridge looks whether the engine is still the one that was set up. */
        @WithDefault("10s")
        Duration watch();

        /** How long a start may wait for its process without being an incident. */
        @WithDefault("30s")
        Duration patience();

        /** How long an effect may wait for the engine, or for whatever else is away, without being an incident. */
        @WithDefault("60s")
        Duration outagePatience();

        /** How long a mark may take from the engine's log back to the bridge. */
        @WithDefault("30s")
        Duration fenceTimeout();
    }

    /** Where commands go and as whom. */
    interface Commands {
        /** Address of the command service. */
        @WithDefault("http://127.0.0.1:8081")
        URI url();

        /** Issuer of tokens. */
        @WithDefault("http://127.0.0.1:8089/realms/docket")
        URI issuer();

        /** What the client id of a tenant's service account begins with; the tenant follows. */
        @WithDefault("docket-bridge-")
        String clientPrefix();

        /** Secret of the service accounts. */
        Optional<String> secret();

        /** How long the command service has for one command. */
        @WithDefault("10s")
        Duration timeout();

        /** How long it has for all commands of a request with many. */
        @WithDefault("60s")
        Duration bulkTimeout();

        /** Process instances of which commands are in flight at once; they go out together. */
        @WithDefault("64")
        int concurrency();
    }

    /** Waits between attempts; doubled from the first up to the cap. */
    interface Retry {
        /** Wait after the first failure. */
        @WithDefault("200ms")
        Duration first();

        /** Longest wait. */
        @WithDefault("10s")
        Duration cap();
    }

    /** Service tasks. */
    interface Jobs {
        /** Whether the bridge works on them. */
        @WithDefault("true")
        boolean enabled();

        /** Jobs of one type that are worked on at once. */
        @WithDefault("32")
        int concurrency();

        /** How long the engine waits for the end of an attempt before it makes another. */
        @WithDefault("60s")
        Duration patience();

        /** Address of projection-service, for what waits for a position. */
        @WithDefault("http://127.0.0.1:8082")
        URI projections();

        /** Address of notification-service, for what waits for an event. */
        @WithDefault("http://127.0.0.1:8084")
        URI notifications();

        /** Metrics of the broker, by which jobs that nobody works on are seen; without it they are not. */
        Optional<URI> brokerMetrics();
    }

    /** Calls of REST services. */
    interface Http {
        /** Hosts that the processes of a tenant may call, by tenant: {@code api.example.com}, {@code *.example.org}. */
        Map<String, List<String>> allow();

        /** Networks that are reached although they are not public: {@code 10.2.0.0/16}. */
        Optional<List<String>> privateNetworks();

        /** Folder of the secrets, {@code <tenant>/<name>}. */
        Optional<Path> secrets();

        /** Longest time for an attempt, redirects included; shorter than {@link Jobs#patience}, or there would be two at once. */
        @WithDefault("30s")
        Duration timeout();

        /** Largest answer, in bytes. */
        @WithDefault("1048576")
        int maxBodyBytes();
    }

    /** Expressions of service tasks and automations, in FEEL. */
    interface Expressions {
        /** Longest time for one evaluation. */
        @WithDefault("1s")
        Duration timeout();
    }

    /** Commands that are sent when something happens. */
    interface Automations {
        /** How long the reader of definitions may take to catch up before it is tried again. */
        @WithDefault("30s")
        Duration patience();

        /** Largest body of a call from outside, in bytes. */
        @WithDefault("65536")
        int maxHookBytes();
    }

    /** Commands that are sent later. */
    interface Schedules {
        /** By how much an occurrence may be late and still count as kept. */
        @WithDefault("60s")
        Duration grace();

        /** Batches of occurrences that are fired at once; the commands of each go out together. */
        @WithDefault("16")
        int batches();
    }

    /** Tenants that give the bridge no account: what it does for them waits until they do. */
    interface Tenants {
        /** Most commands, and most events for automations, of one tenant that wait; then its lane does, and others with it. */
        @WithDefault("20000")
        int capacity();

        /** How often the bridge looks whether there is an account. */
        @WithDefault("5s")
        Duration watch();
    }
}
