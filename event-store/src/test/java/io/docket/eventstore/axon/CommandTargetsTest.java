package io.docket.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.modelling.command.TargetAggregateVersion;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.junit.jupiter.api.Test;

class CommandTargetsTest {
    private final CommandTargetResolver axons =
            AnnotationCommandTargetResolver.builder().build();
    private final CommandTargets targets = new CommandTargets();

    record OnRecord(@TargetAggregateIdentifier String id, long amount) {}

    record WithVersion(
            @TargetAggregateIdentifier String id,
            @TargetAggregateVersion long version) {}

    record Nothing(String id) {}

    static class OnField {
        @TargetAggregateIdentifier
        private final String id = "on-field";
    }

    static class OnMethod {
        @TargetAggregateIdentifier
        private String name() {
            return "on-method";
        }
    }

    static class Inherited extends OnMethod {}

    @Test
    void it_finds_what_axons_own_resolver_finds() {
        for (Object command : List.of(
                new OnRecord("a", 1), new WithVersion("a", 7), new OnField(), new OnMethod(), new Inherited())) {
            VersionedAggregateIdentifier expected = axons.resolveTarget(message(command));

            assertThat(targets.resolveTarget(message(command))).isEqualTo(expected);
            assertThat(targets.resolveTarget(message(command)))
                    .as("once it is known")
                    .isEqualTo(expected);
        }
    }

    @Test
    void a_command_without_a_target_is_refused_as_axon_refuses_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targets.resolveTarget(message(new Nothing("a"))))
                .withMessageContaining("does not identify the target");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targets.resolveTarget(message(new OnRecord(null, 1))))
                .withMessageContaining("does not identify the target");
    }

    private static GenericCommandMessage<Object> message(Object command) {
        return new GenericCommandMessage<>(command);
    }
}
