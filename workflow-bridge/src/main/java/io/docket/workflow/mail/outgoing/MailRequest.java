package io.docket.workflow.mail.outgoing;

import io.docket.contracts.event.MailEvent;
import java.time.Instant;

/**
 * A mail that somebody asked for.
 *
 * @param tenant owner of the data
 * @param mailId id of the mail
 * @param at when it was asked for
 * @param mail what is to be sent
 */
public record MailRequest(String tenant, String mailId, Instant at, MailEvent.Requested mail) {}
