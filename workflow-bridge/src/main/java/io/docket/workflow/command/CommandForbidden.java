package io.docket.workflow.command;

import io.docket.workflow.retry.Unavailable;

/** The bridge may not send the command. May pass: somebody can give it the role. */
public final class CommandForbidden extends Unavailable {
    CommandForbidden(String detail) {
        super(detail, null);
    }
}
