package io.docket.eventstore.verify;

import io.docket.contracts.chain.CanonicalForm;
import io.docket.contracts.chain.ChainHead;
import io.docket.contracts.chain.ChainLink;
import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.envelope.CloudEventHeaders;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the chain needs to know of an event.
 *
 * @param offset where it lies
 * @param id its id
 * @param subject its subject
 * @param link its place in the chain as it says
 * @param digest SHA-256 of its canonical form
 */
record ChainedEvent(
        long offset, @Nullable String id, @Nullable String subject, ChainLink link, byte[] digest) {
    static ChainedEvent of(LoggedRecord logged) {
        CanonicalForm form = new CanonicalForm(logged.key(), logged.value());
        ChainLink link = ChainLink.ABSENT;
        for (LoggedRecord.Header header : logged.headers()) {
            form.header(header.name(), header.value());
            link = link.with(header.name(), header.value());
        }
        return new ChainedEvent(
                logged.offset(),
                logged.text(CloudEventHeaders.ID),
                logged.text(CloudEventHeaders.SUBJECT),
                link,
                form.digest());
    }

    /** True if its link names exactly this head. */
    boolean follows(ChainHead head) {
        return link.present() && head.accepts(link);
    }

    ChainHead after(ChainHead head) {
        return head.after(link, digest);
    }

    boolean hasContentOf(ChainedEvent other) {
        return Arrays.equals(digest, other.digest);
    }
}
