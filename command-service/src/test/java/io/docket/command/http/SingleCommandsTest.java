package io.docket.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.docket.command.admission.Admission;
import io.docket.command.casetype.SchemaCheck;
import io.docket.command.catalog.CommandTypes;
import io.docket.command.idempotency.Once;
import io.docket.command.payload.DataSchemas;
import io.docket.command.route.Peers;
import io.docket.command.route.Receipt;
import io.docket.command.route.RoutedCommands;
import io.docket.command.service.Background;
import io.docket.command.service.MeteredCommands;
import io.docket.command.submit.Dispatcher;
import io.docket.command.submit.Preparation;
import io.docket.command.submit.Submission;
import io.docket.command.submit.Submitter;
import io.docket.command.support.FixedCaseTypes;
import io.docket.command.support.FixedForms;
import io.docket.command.support.FixedRecordTypes;
import io.docket.command.support.MemoryEventStore;
import io.docket.command.support.NoInterimData;
import io.docket.command.support.Scenario;
import io.docket.command.support.Service;
import io.docket.eventstore.FixedOwners;
import io.docket.eventstore.route.Route;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleCommandsTest {
    private static final Submission OPEN = new Submission(
            Service.DEMO, "open-case", Scenario.json("{\"caseType\":\"loan\",\"data\":{}}"), "k", null, null);

    private final MemoryEventStore store = new MemoryEventStore();
    private final Service service = Service.over(store);
    private final Receipts receipts = new Receipts(store);
    private final Admission admission = new Admission(1, 1, Duration.ofSeconds(1), System::nanoTime);

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void a_command_that_fails_behind_its_receipt_is_not_pending_for_ever() {
        SingleCommands commands = commands(command -> {
            throw new IllegalStateException("broken");
        });

        String receipt = commands.submitLater(OPEN, commands.enter());

        await().until(() -> !known(receipt).pending());
        assertThat(known(receipt).answer().status()).isEqualTo(500);
        await().untilAsserted(() -> assertThat(admission.taken()).isZero());
    }

    private Receipt known(String receipt) {
        return receipts.of(Service.DEMO.tenant(), receipt);
    }

    private SingleCommands commands(Dispatcher dispatcher) {
        Preparation preparation = service.preparation();
        RoutedCommands routed = new RoutedCommands(
                preparation,
                new Submitter(preparation, new Once(store), dispatcher, store),
                store,
                new Route(new FixedOwners(null), 1, null),
                nobody());
        CommandTypes types = new CommandTypes(
                new FixedCaseTypes(null),
                FixedRecordTypes.INSTANCE,
                FixedForms.INSTANCE,
                new SchemaCheck(new DataSchemas()::schemaErrors),
                NoInterimData.INSTANCE);
        return new SingleCommands(
                new MeteredCommands(routed, types, new SimpleMeterRegistry()),
                preparation,
                receipts,
                new Background(),
                admission);
    }

    private static Peers nobody() {
        return (Peers) Proxy.newProxyInstance(Peers.class.getClassLoader(), new Class<?>[] {Peers.class}, (_, _, _) -> {
            throw new UnsupportedOperationException("nobody is asked");
        });
    }
}
