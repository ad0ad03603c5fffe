package io.docket.eventstore.axon.routing;

import org.jspecify.annotations.Nullable;

/**
 * What an instance says about a command that another one forwarded to it.
 *
 * @param kind what it is
 * @param text address of the owner, or a reason
 * @param result what the handler returned or threw
 * @param store what the store said, if it is that: the same with its type. Not a kind of its own, as a build that does not
 *     know a kind cannot read the answer
 */
record Answer(
        Kind kind,
        @Nullable String text,
        @Nullable ForwardedResult result,
        @Nullable StoreAnswer store) {
    Answer(Kind kind, @Nullable String text) {
        this(kind, text, null, null);
    }

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
