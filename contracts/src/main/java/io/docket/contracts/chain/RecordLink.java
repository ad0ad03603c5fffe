package io.docket.contracts.chain;

/**
 * What a record adds to the chain.
 *
 * @param link its place in the chain as its headers say
 * @param digest SHA-256 of its canonical form
 */
public record RecordLink(ChainLink link, byte[] digest) {
    /** Computed from the record. */
    public static RecordLink of(LoggedRecord logged) {
        CanonicalForm form = new CanonicalForm(logged.key(), logged.value());
        ChainLink link = ChainLink.ABSENT;
        for (LoggedRecord.Header header : logged.headers()) {
            form.header(header.name(), header.value());
            link = link.with(header.name(), header.value());
        }
        return new RecordLink(link, form.digest());
    }
}
