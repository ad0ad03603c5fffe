package io.docket.projection.mails;

import io.docket.projection.query.Filters;
import io.docket.projection.query.Listing;
import io.docket.projection.query.Sort;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How e-mails are listed. */
public final class MailFilter {
    /** The list. */
    public static final Listing LISTING = new Listing(
            "mails",
            MailProjector.VIEW,
            new Filters()
                    .optional("case", MailProjector.CASE)
                    .oneOf("state", "state", Set.of("received", "parked", "requested", "sending", "sent", "failed"))
                    .is("messageId", MailProjector.MESSAGE),
            Sort.both(Map.of("createdAt", "createdAt", "updatedAt", "updatedAt")),
            "-createdAt",
            List.of());

    private MailFilter() {}
}
