package io.docket.eventstore.axon.routing;

import org.jspecify.annotations.Nullable;

/**
 * What an instance says about a command that another one forwarded to it.
 *
 * @param kind what it is
 * @param text address of the owner, or a reason
 * @param result what the handler returned or threw
 */
record Answer(Kind kind, @Nullable String text, @Nullable ForwardedResult result) {
    /** What became of the command. */
    enum Kind {
        /** Carried out. */
        RESULT,
        /** Not owned here; the text is the owner's address, if one is known. Nothing was done. */
        NOT_HERE,
        /** Not now. Nothing was done. */
        NOT_NOW,
        /** Somebody else changed the aggregate meanwhile. Nothing was done. */
        CONFLICT,
        /** It is not known whether it is committed. */
        UNKNOWN
    }
}
