package io.docket.projection.query;

/** What the parameters that many lists have mean, for the description of the API. */
public final class ListParameters {
    /** Start of a period. */
    public static final String FROM = "ISO-8601 time with zone or date: from then on; a date is its start in UTC";

    /** End of a period. */
    public static final String TO = "ISO-8601 time with zone or date: up to then; a date is its end in UTC";

    /** What an order promises. */
    public static final String SORT = "Items with the same value come in the order of their ids";

    /** Size of a page. */
    public static final String LIMIT = "1 to 500, 50 if absent";

    /** Place of a page. */
    public static final String AFTER = "next of the preceding page, with the same sort and filters."
            + " What stays where it is comes exactly once, whatever is written meanwhile; what moves in the order between two"
            + " pages comes where it is by then: it can be missed, or come again with a higher version";

    private ListParameters() {}
}
