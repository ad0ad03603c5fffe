package io.docket.workflow.command;

/** The bridge may not send the command. May pass: somebody can give it the role. */
public final class CommandForbidden extends NoAccount {
    CommandForbidden(String detail) {
        super(detail);
    }
}
