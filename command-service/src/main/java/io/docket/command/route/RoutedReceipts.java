package io.docket.command.route;

import io.docket.command.submit.Bearer;
import io.docket.eventstore.route.Reply;
import io.docket.eventstore.route.Route;
import java.util.Optional;

/** Receipts of all instances: the root of the command is not in its receipt, so everybody has to be asked. */
public final class RoutedReceipts {
    private final OwnReceipts own;
    private final Route route;
    private final Peers peers;

    public RoutedReceipts(OwnReceipts own, Route route, Peers peers) {
        this.own = own;
        this.route = route;
        this.peers = peers;
    }

    /** The first that is known, here or elsewhere; empty if nobody knows one, but not everybody could be asked. */
    public Optional<Receipt> of(String tenant, String receipt, Bearer bearer) {
        Receipt known = own.of(tenant, receipt);
        boolean complete = true;
        for (String address : known.isUnknown() ? route.others() : java.util.Set.<String>of()) {
            Reply<Receipt> reply = peers.receipt(address, receipt, bearer);
            if (reply instanceof Reply.Answered<Receipt>(Receipt elsewhere)) {
                known = known.isUnknown() ? elsewhere : known;
            } else {
                complete = false;
            }
        }
        return complete || !known.isUnknown() ? Optional.of(known) : Optional.empty();
    }
}
