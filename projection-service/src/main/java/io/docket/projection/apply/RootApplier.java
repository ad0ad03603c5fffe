package io.docket.projection.apply;

import io.docket.projection.deadletter.ParkedRoots;
import io.docket.projection.deadletter.WaitingRoom;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Applies events of one root to one view, straight from the stored documents, up to the first that cannot be applied:
 * together, and one at a time where the store refuses what they add up to. Events that are in the documents already change
 * nothing.
 */
final class RootApplier {
    private final Views views;
    private final ParkedRoots parked;
    private final Duration timeout;

    RootApplier(Views views, ParkedRoots parked, Duration timeout) {
        this.views = views;
        this.parked = parked;
        this.timeout = timeout;
    }

    /**
     * Applies the events, as far as possible.
     *
     * @param inPlace whether the store is where it was left; asked after each load
     * @param hot is given what the hot views keep of the documents, the newest of each last
     * @return the first event that cannot be applied; empty if all are
     */
    Optional<Unfit> apply(
            Projector projector, List<LogEvent> events, BooleanSupplier inPlace, Consumer<List<HotViews.State>> hot) {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        BatchFold fold = new BatchFold(List.of(projector));
        Map<DocumentKey, Document> known = await(views.load(fold.needed(events)));
        if (!inPlace.getAsBoolean()) {
            throw new StoreMoved();
        }
        FirstUnfit room = new FirstUnfit();
        FoldWriter.Written written =
                new FoldWriter(List.of(projector), views, timeout).write(fold.fold(events, known::get, room));
        hot.accept(written.states());
        if (written.refused().isEmpty()) {
            return Optional.ofNullable(room.unfit);
        }
        if (events.size() == 1) {
            return written.refused().values().stream().findFirst().map(why -> new Unfit(events.getFirst(), why));
        }
        return events.stream()
                .map(event -> apply(projector, List.of(event), inPlace, hot))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private <T> T await(Uni<T> uni) {
        return uni.await().atMost(timeout);
    }

    /** An event that cannot be applied, and why. */
    record Unfit(LogEvent event, String why) {}

    /** The store is not where it was left. */
    static final class StoreMoved extends RuntimeException {
        StoreMoved() {
            super("the store is not where it was left", null, false, false);
        }
    }

    /** Keeps the first event that does not fit, and holds back what follows. */
    private final class FirstUnfit implements WaitingRoom {
        private @Nullable Unfit unfit;

        @Override
        public boolean holds(String view, LogEvent event) {
            return unfit != null;
        }

        @Override
        public boolean leavesOut(String view, LogEvent event) {
            return parked.leavesOut(view, event);
        }

        @Override
        public boolean leavesOut(DocumentKey document, LogEvent event) {
            return parked.leavesOut(document, event);
        }

        @Override
        public void park(String view, LogEvent event, String error) {
            unfit = new Unfit(event, error);
        }
    }
}
