package io.docket.eventstore.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.EventStore;
import io.docket.eventstore.TestLog;
import io.docket.eventstore.axon.AxonWiring;
import java.nio.file.Path;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterIT {
    @Test
    void the_meter_of_the_readme_counts(@TempDir Path dataDir) {
        try (TestLog log = new TestLog(2)) {
            EventStore store = log.open(dataDir);
            Configuration axon = AxonWiring.configurer(store, "acme", "/meters")
                    .configureAggregate(AxonWiring.aggregate(Meter.class, AxonWiring.cache(store, "acme", 1_000)))
                    .start();
            CommandGateway commands = axon.commandGateway();

            commands.sendAndWait(new Meter.Install("kitchen"));
            commands.sendAndWait(new Meter.Read("kitchen", 2));

            assertThat(commands.<Integer>sendAndWait(new Meter.Read("kitchen", 3)))
                    .isEqualTo(5);
            axon.shutdown();
        }
    }
}
