package io.docket.command.catalog;

import io.docket.command.decision.Operation;
import java.util.function.BiFunction;

/**
 * One kind of command.
 *
 * @param <C> its payload
 * @param name kebab-case verb, as in the URL
 * @param payload class of the payload
 * @param entity kind of the entity that it is about
 * @param id id of that entity, from the payload and the id of the command
 * @param definition true if other commands refer to what it defines, so that many at once must not overtake it
 * @param operation what it does
 */
public record CommandType<C>(
        String name,
        Class<C> payload,
        String entity,
        BiFunction<C, String, String> id,
        boolean definition,
        Operation<C> operation) {
    /** The action that the access table gates. */
    public String action() {
        return "command:" + name;
    }
}
