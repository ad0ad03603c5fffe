package io.docket.workflow.mail.incoming;

/** Where a mail is to go, as its address says. */
sealed interface Target {
    /** A new case of the type. */
    record NewCase(String caseType) implements Target {}

    /** The case with the number, or the id. */
    record ToCase(String name) implements Target {}
}
