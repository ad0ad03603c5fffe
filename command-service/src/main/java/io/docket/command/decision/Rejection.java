package io.docket.command.decision;

import io.docket.kit.problem.FieldError;
import java.util.List;

/** A decision's no. An answer, not a failure: it carries no stack trace. */
public final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public Rejection(Refusal refusal) {
        super(refusal.detail(), null, false, false);
        this.refusal = refusal;
    }

    /** The state does not allow the command. */
    public static Rejection conflict(String reason, String detail) {
        return new Rejection(Refusal.conflict(reason, detail));
    }

    /** The actor may not do this to this entity. */
    public static Rejection forbidden(String detail) {
        return new Rejection(Refusal.forbidden(detail));
    }

    /** The entity that the command is about does not exist. */
    public static Rejection notFound(String entity, String id) {
        return new Rejection(Refusal.notFound("there is no " + entity + " " + id));
    }

    /** A field of the payload has a value that cannot be right in any state. */
    public static Rejection invalid(String pointer, String detail) {
        return new Rejection(Refusal.invalid("the payload is not valid", List.of(new FieldError(pointer, detail))));
    }

    /** A field of the payload names something that does not exist. */
    public static Rejection unknown(String slug, String pointer, String detail) {
        return new Rejection(Refusal.unprocessable(slug, detail, List.of(new FieldError(pointer, detail))));
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }
}
