package io.docket.command.route;

/** What this instance alone knows of commands that nobody waited for. */
@FunctionalInterface
public interface OwnReceipts {
    Receipt of(String tenant, String receipt);
}
