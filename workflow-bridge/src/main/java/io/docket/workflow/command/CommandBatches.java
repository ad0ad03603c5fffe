package io.docket.workflow.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.docket.workflow.retry.Unavailable;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The command service, for many commands in one round trip. */
@FunctionalInterface
public interface CommandBatches {
    /**
     * The answers, in the order of the commands. Those of one case are carried out in that order, the others at the same time.
     * One that is not accepted stops no other.
     */
    List<Answer> callAll(List<BridgeCommand> commands);

    /**
     * What became of one of the commands: one of both is there.
     *
     * @param result its result once it is committed; of a repetition, the first result
     * @param fault as {@link CommandAnswers#call} would throw it
     */
    record Answer(@Nullable ObjectNode result, @Nullable RuntimeException fault) {
        /** An accepted command. */
        public static Answer of(ObjectNode result) {
            return new Answer(result, null);
        }

        /** One that was not. */
        public static Answer failed(RuntimeException fault) {
            return new Answer(null, fault);
        }

        /** What became of commands that were begun; those of which nobody knows may succeed later. */
        public static List<Answer> await(Future<List<Answer>> begun) {
            try {
                return begun.get();
            } catch (ExecutionException e) {
                throw new Unavailable("commands: " + e.getCause(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Unavailable("interrupted", e);
            }
        }

        /** The result, or what stands against it. */
        public ObjectNode orThrow() {
            if (result != null) {
                return result;
            }
            throw fault == null ? new IllegalStateException("no answer") : fault;
        }
    }
}
