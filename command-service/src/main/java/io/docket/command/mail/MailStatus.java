package io.docket.command.mail;

import java.util.Locale;

/** Where an e-mail is on its way. */
public enum MailStatus {
    RECEIVED,
    PARKED,
    REQUESTED,
    SENDING,
    SENT,
    FAILED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
