package io.docket.eventstore.axon.routing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.contracts.json.Json;
import io.docket.eventstore.SeveralRootsException;
import io.docket.eventstore.route.Reply;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.serialization.json.JacksonSerializer;
import org.junit.jupiter.api.Test;

/** Instances of several builds: fields and types that one of them does not know. */
class MessagesTest {
    private final Messages messages = new Messages(
            JacksonSerializer.builder().objectMapper(Json.mapper().copy()).build());
    private final ObjectNode refused =
            (ObjectNode) Json.tree(messages.result("c1", Messages.failed(new SeveralRootsException("a", "b"))));

    @Test
    void a_build_without_types_finds_the_answer_of_the_store_in_words_where_it_always_was() {
        assertThat(refused.path("kind").textValue()).isEqualTo("RESULT");

        refused.remove("store");

        assertThat(failureIn(refused))
                .isInstanceOf(CommandExecutionException.class)
                .rootCause()
                .hasMessageContaining("one root, not of a and b");
    }

    @Test
    void a_type_that_this_build_does_not_know_arrives_in_words() {
        ((ObjectNode) refused.path("store")).put("type", "OfALaterBuildException");

        assertThat(failureIn(refused)).isInstanceOf(CommandExecutionException.class);
    }

    @Test
    void fields_that_this_build_does_not_know_are_left_aside() {
        refused.put("more", 1);
        ((ObjectNode) refused.path("store")).put("more", 1);

        assertThat(failureIn(refused)).isInstanceOf(SeveralRootsException.class);
    }

    private Throwable failureIn(ObjectNode answer) {
        Reply<CommandResultMessage<?>> reply = messages.reply(Json.bytes(answer));
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return ((Reply.Answered<CommandResultMessage<?>>) reply).value().exceptionResult();
    }
}
