package io.docket.eventstore.axon;

import static io.docket.eventstore.Events.streamOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.docket.eventstore.NotOwnerException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.config.Configuration;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.modelling.command.Aggregate;
import org.axonframework.modelling.command.Repository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A partition goes and comes back, with an event of another owner, while a handler is deciding. */
class EarlierTenureTest {
    private static final String CASE = streamOf("a");
    private static final String PART = streamOf("a~t");

    @TempDir
    private Path folder;

    private IndexedEventStore store;
    private Configuration axon;
    private int commands;

    @BeforeEach
    void start() {
        store = new IndexedEventStore(folder);
        axon = AxonWiring.configurer(store, new Tally.Types())
                .configureAggregate(AxonWiring.aggregate(Tally.class, AggregateCache.of(store, 10)))
                .start();
        handle(tallies -> add(tallies, CASE, 1));
        handle(tallies -> add(tallies, PART, 1));
    }

    @AfterEach
    void stop() {
        axon.shutdown();
        store.close();
    }

    @Test
    void what_was_decided_on_a_cached_aggregate_is_not_written_to_another() {
        CommandResultMessage<?> answer = handle(tallies -> {
            tallies.load(CASE);
            store.writtenByOthers(CASE, 5);
            add(tallies, PART, 1);
        });

        assertThat(answer.optionalExceptionResult()).containsInstanceOf(NotOwnerException.class);
        assertThat(store.head(PART)).isEqualTo(1);
    }

    @Test
    void what_was_decided_on_an_aggregate_from_the_store_is_not_written_to_another() {
        store.restart(false);

        CommandResultMessage<?> answer = handle(tallies -> {
            tallies.load(CASE);
            store.writtenByOthers(CASE, 5);
            add(tallies, PART, 1);
        });

        assertThat(answer.optionalExceptionResult()).containsInstanceOf(NotOwnerException.class);
        assertThat(store.head(PART)).isEqualTo(1);
    }

    @Test
    void an_aggregate_that_was_only_looked_at_is_not_kept_as_it_was_before() {
        handle(tallies -> {
            tallies.load(CASE);
            store.writtenByOthers(CASE, 5);
        });

        assertThat(sum(CASE)).isEqualTo(6);
    }

    @Test
    void the_command_is_taken_when_it_is_decided_again() {
        handle(tallies -> {
            tallies.load(CASE);
            store.writtenByOthers(CASE, 5);
            add(tallies, PART, 1);
        });

        CommandResultMessage<?> again = handle(tallies -> {
            tallies.load(CASE);
            add(tallies, PART, 1);
        });

        assertThat(again.isExceptional()).isFalse();
        assertThat(sum(PART)).isEqualTo(2);
    }

    private static void add(Repository<Tally> tallies, String stream, int amount) {
        try {
            Aggregate<Tally> tally = tallies.loadOrCreate(stream, Tally::new);
            tally.execute(sum -> sum.handle(new Tally.Add(stream, amount)));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private int sum(String stream) {
        int[] sum = new int[1];
        handle(tallies -> sum[0] = tallies.load(stream).invoke(Tally::sum));
        return sum[0];
    }

    /** Carries out a command that does so; its answer. */
    private CommandResultMessage<?> handle(Consumer<Repository<Tally>> decision) {
        String name = "command-" + commands++;
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        axon.commandBus().subscribe(name, command -> {
            decision.accept(axon.repository(Tally.class));
            return null;
        });
        axon.commandBus()
                .dispatch(
                        new GenericCommandMessage<>(
                                new GenericMessage<>(
                                        name,
                                        EnvelopeMetaData.ofCommand("alice", "command")
                                                .toMetaData()),
                                name),
                        answer);
        return answer.getResult();
    }
}
