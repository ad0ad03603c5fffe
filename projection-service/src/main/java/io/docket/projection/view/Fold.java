package io.docket.projection.view;

import org.jspecify.annotations.Nullable;

/**
 * What an event made of a document. One that does not fit is passed over, as if an operator had decided to leave it out.
 *
 * @param document the document after it
 * @param unapplied why the event was not applied; absent if it was
 */
public record Fold(Document document, @Nullable String unapplied) {
    /** Folds the event into the document; never fails. */
    public static Fold of(Projector projector, Document before, LogEvent event) {
        try {
            return new Fold(moved(before, projector.fold(before, event), event), null);
        } catch (RuntimeException unfit) {
            return without(projector, before, event, FoldFailure.why(unfit));
        }
    }

    /** Leaves the event out of the document, for the reason that is given. */
    public static Fold without(Projector projector, Document before, LogEvent event, String why) {
        return new Fold(moved(before, projector.skip(before, event), event), why);
    }

    private static Document moved(Document before, @Nullable Document after, LogEvent event) {
        return after == null || after == before
                ? before
                : after.at(event.position().offset());
    }
}
