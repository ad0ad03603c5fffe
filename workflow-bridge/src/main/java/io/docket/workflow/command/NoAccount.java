package io.docket.workflow.command;

import io.docket.workflow.retry.Unavailable;

/**
 * The tenant gives the bridge no account with which it could do this: the issuer knows none, or the one that is there may not.
 * May pass, as soon as somebody sets it up; another try alone brings nothing, and no other tenant is concerned.
 */
public sealed class NoAccount extends Unavailable permits CommandForbidden {
    NoAccount(String detail) {
        super(detail, null);
    }

    /** As the issuer said it. */
    public static NoAccount of(String tenant, String detail) {
        return new NoAccount("the issuer refuses the account of tenant " + tenant + ": " + detail);
    }
}
