package io.docket.command.casework.comment;

import io.docket.command.casework.CaseState;
import io.docket.command.casework.Limits;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Rejection;
import io.docket.contracts.event.CaseEvent;
import java.util.List;

/** Decides on comments: not on archived cases; changes by the author alone. */
public final class CommentDecider {
    private CommentDecider() {}

    /** Decides on a new comment. */
    public static List<CaseEvent> decide(CaseState state, AddComment command, DecisionContext context) {
        state.requireNotArchived();
        Limits.requireRoom(state.commentAuthors().size(), Limits.MAX_COMMENTS, "comments");
        String parent = command.parentId();
        if (parent != null && !state.commentAuthors().containsKey(parent)) {
            throw Rejection.unknown("unknown-comment", "/parentId", "the case has no comment " + parent);
        }
        return List.of(new CaseEvent.CommentAdded(context.commandId(), command.body(), parent));
    }

    /** Decides on a changed comment. */
    public static List<CaseEvent> decide(CaseState state, EditComment command, DecisionContext context) {
        state.requireNotArchived();
        String author = state.commentAuthors().get(command.commentId());
        if (author == null) {
            throw Rejection.unknown("unknown-comment", "/commentId", "the case has no comment " + command.commentId());
        }
        if (!author.equals(context.actor())) {
            throw Rejection.forbidden("only its author may change a comment");
        }
        return List.of(new CaseEvent.CommentEdited(command.commentId(), command.body()));
    }
}
