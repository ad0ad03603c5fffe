package io.docket.workflow.mail.incoming;

/** What became of a mail. */
public enum Verdict {
    /** It belongs to a case. */
    DONE,
    /** It was put aside. */
    PARKED
}
