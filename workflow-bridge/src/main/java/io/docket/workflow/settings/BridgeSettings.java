package io.docket.workflow.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
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

    /** Kafka's topics and who reads them. */
    interface Log {
        /** Kafka's bootstrap servers. */
        @WithDefault("127.0.0.1:19092")
        String servers();

        /** The events. */
        @WithDefault("docket.events")
        String eventsTopic();

        /** Consumer group of the events. */
        @WithDefault("workflow-bridge")
        String eventsGroup();

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

        /** How often the bridge looks whether the engine is still the one that was set up. */
        @WithDefault("10s")
        Duration watch();

        /** How long a start may wait for its process without being an incident. */
        @WithDefault("30s")
        Duration patience();

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

        /** Commands of different process instances in flight at once. */
        @WithDefault("8")
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
}
