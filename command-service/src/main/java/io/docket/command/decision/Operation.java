package io.docket.command.decision;

/**
 * What a command does: loads what it needs, decides, changes.
 *
 * @param <C> command
 */
@FunctionalInterface
public interface Operation<C> {
    /**
     * Carries out the command, or throws a {@link Rejection}.
     *
     * @param id id of the entity that the command is about
     */
    void perform(String id, C command, DecisionContext context, Workspace workspace);
}
