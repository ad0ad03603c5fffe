package io.docket.projection.apply;

import io.docket.projection.deadletter.Eviction;
import io.docket.projection.deadletter.Letter;
import io.docket.projection.deadletter.Letter.Action;
import io.docket.projection.deadletter.Letter.Request;
import io.docket.projection.deadletter.Letters;
import io.docket.projection.deadletter.ParkedRoots;
import io.docket.projection.deadletter.WaitingEvents;
import io.docket.projection.deadletter.WaitingEvents.Found;
import io.docket.projection.view.Document;
import io.docket.projection.view.DocumentKey;
import io.docket.projection.view.GenerationName;
import io.docket.projection.view.LogEvent;
import io.docket.projection.view.Projector;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does what operators ask for with the parked roots of the partitions that this instance reads, between its batches.
 *
 * <p>Waiting events are read outside of that and applied in pieces, so that batches go on. What arrives meanwhile is
 * queued as ever, and the letter goes only when nothing waits any more. A crash leaves the letter and what was asked:
 * the next owner does it again, and what is in the documents already changes nothing.
 */
@ApplicationScoped
public class Retries {
    private static final Logger LOG = Logger.getLogger(Retries.class);
    private static final int LETTERS_AT_ONCE = 100;
    private static final int PIECE = 200;

    /** Offsets that may be looked through while batches wait; before that, the log is looked through beside them. */
    private static final long LAST_OFFSETS = 20_000;

    private final Targets targets;
    private final BatchApplier applier;
    private final Partitions partitions;
    private final Views views;
    private final Letters letters;
    private final ParkedRoots parked;
    private final WaitingEvents waiting;
    private final ApplyConfig config;
    private final Clock clock;

    public Retries(
            Targets targets,
            BatchApplier applier,
            Partitions partitions,
            Views views,
            Letters letters,
            ParkedRoots parked,
            WaitingEvents waiting,
            ApplyConfig config,
            Clock clock) {
        this.targets = targets;
        this.applier = applier;
        this.partitions = partitions;
        this.views = views;
        this.letters = letters;
        this.parked = parked;
        this.waiting = waiting;
        this.config = config;
        this.clock = clock;
    }

    /** Looks once, and does what is asked for. */
    public void look() {
        Set<Integer> ours = partitions.assigned();
        if (ours.isEmpty()) {
            return;
        }
        applier.betweenBatches(() -> compare(ours));
        for (Letter asked : await(letters.asked(ours, parked.names(), LETTERS_AT_ONCE))) {
            try {
                perform(asked, Objects.requireNonNull(asked.request()), projector(asked));
            } catch (WaitingEvents.Missing missing) {
                applier.betweenBatches(() -> parkAgain(asked, missing));
            } catch (RuntimeException later) {
                LOG.warnf(
                        "request not carried out, tries again id=%s error=%s",
                        asked.key().id(), later);
            }
        }
    }

    /** Folds into the generation that the root is parked for. */
    private Projector projector(Letter letter) {
        return targets.of(Map.of(letter.partition(), List.of(letter.key().view())))
                .getFirst();
    }

    /** Reads the letters again if they are not the stored ones: the store lost its tail, or a partition had two owners. */
    private boolean compare(Set<Integer> ours) {
        parked.load(ours);
        boolean same = parked.revisions(ours).equals(await(letters.revisions(ours, parked.names())));
        if (!same) {
            LOG.warnf("parked roots are not as they were left, reads them again partitions=%s", ours);
            ours.forEach(applier::forget);
            parked.load(ours);
        }
        return same;
    }

    private void perform(Letter asked, Request request, Projector projector) {
        if (request.action() == Action.EVICT) {
            LogEvent event =
                    waiting.at(asked.partition(), List.of(request.offset())).getFirst();
            if (!applier.betweenBatches(() -> leaveOut(asked, request, event, projector))) {
                return;
            }
        }
        long from = asked.offset();
        while (true) {
            Letter letter = parked.find(asked.partition(), asked.key());
            if (letter == null || letter.offset() != asked.offset()) {
                return;
            }
            Piece piece = next(letter, from);
            if (!applier.betweenBatches(() -> apply(asked, piece, projector))) {
                return;
            }
            from = piece.next();
        }
    }

    /** The next events that wait: those that are noted, then those that are only in the log. */
    private Piece next(Letter letter, long from) {
        List<Long> noted = letter.waiting(from, PIECE);
        if (!noted.isEmpty()) {
            return new Piece(waiting.at(letter.partition(), noted), noted.getLast() + 1);
        }
        return letter.isOverfull() ? look(letter, from) : new Piece(List.of(), from);
    }

    private Piece look(Letter letter, long from) {
        long start = Math.max(from, letter.unnoted());
        long end = partitions.applied(letter.partition());
        if (start >= end) {
            return new Piece(List.of(), start);
        }
        Found found = waiting.find(letter.partition(), letter.key().root(), start, end, PIECE);
        return new Piece(
                found.events().stream()
                        .filter(event ->
                                event.envelope().tenant().equals(letter.key().tenant()))
                        .toList(),
                found.next());
    }

    /** Applies a piece; true if there is more to do. A letter that begins elsewhere by now is left to the next look. */
    private boolean apply(Letter asked, Piece piece, Projector projector) {
        int partition = asked.partition();
        Letter letter = parked.find(partition, asked.key());
        if (letter == null || letter.offset() != asked.offset() || !isReady(letter)) {
            return false;
        }
        try {
            Optional<RootApplier.Unfit> unfit = applier.applyRoot(projector, partition, piece.events());
            if (unfit.isPresent()) {
                return parkAgain(letter, unfit.get());
            }
        } catch (RootApplier.StoreMoved moved) {
            applier.rewind(partition);
            return false;
        }
        if (!isEmptyBehind(letter, piece.next())) {
            return true;
        }
        release(letter, piece.next(), projector);
        return false;
    }

    /** True if all that precedes the letter's event is in the documents, which is not so while a partition is read again. */
    private boolean isReady(Letter letter) {
        return partitions.assigned().contains(letter.partition())
                && partitions.applied(letter.partition()) >= letter.offset();
    }

    private boolean isEmptyBehind(Letter letter, long from) {
        return letter.waiting(from, 1).isEmpty()
                && (!letter.isOverfull()
                        || partitions.applied(letter.partition()) - Math.max(from, letter.unnoted()) <= LAST_OFFSETS);
    }

    private boolean parkAgain(Letter letter, RootApplier.Unfit unfit) {
        return parkAgain(letter, letter.failedAt(unfit.event(), unfit.why(), Instant.now(clock)));
    }

    private boolean parkAgain(Letter asked, WaitingEvents.Missing missing) {
        Letter letter = parked.find(asked.partition(), asked.key());
        return letter != null && parkAgain(letter, letter.failed(missing.getMessage(), Instant.now(clock)));
    }

    private boolean parkAgain(Letter letter, Letter failed) {
        LOG.warnf(
                "retry failed view=%s tenant=%s root=%s position=%s attempts=%d error=%s",
                failed.key().view(),
                failed.key().tenant(),
                failed.key().root(),
                failed.position(),
                failed.attempts(),
                failed.cause().error());
        if (!parked.answer(failed)) {
            applier.forget(letter.partition());
        }
        return false;
    }

    /** Makes the root live again, after the last of its events that are only in the log. */
    private void release(Letter letter, long from, Projector projector) {
        long next = from;
        while (letter.isOverfull() && Math.max(next, letter.unnoted()) < partitions.applied(letter.partition())) {
            Piece last = look(letter, next);
            Optional<RootApplier.Unfit> unfit = applier.applyRoot(projector, letter.partition(), last.events());
            if (unfit.isPresent()) {
                parkAgain(letter, unfit.get());
                return;
            }
            next = last.next();
        }
        if (!parked.remove(letter)) {
            applier.forget(letter.partition());
        }
        LOG.infof(
                "root is live again view=%s tenant=%s root=%s",
                letter.key().view(), letter.key().tenant(), letter.key().root());
    }

    /** Keeps the operator's decision; false if it was about another event than the one that the letter is for now. */
    private boolean leaveOut(Letter asked, Request request, LogEvent event, Projector projector) {
        Letter letter = parked.find(asked.partition(), asked.key());
        if (letter == null || !isReady(letter)) {
            return false;
        }
        if (letter.offset() != request.offset()) {
            parked.answer(letter);
            return false;
        }
        parked.leaveOut(new Eviction(
                GenerationName.of(projector.view()).view(),
                letter.key().tenant(),
                letter.key().root(),
                letter.position(),
                event.envelope().id(),
                documentWithout(event, projector),
                request.by(),
                request.at(),
                Objects.requireNonNullElse(request.reason(), "")));
        LOG.warnf(
                "event left out view=%s tenant=%s root=%s position=%s by=%s reason=%s",
                projector.view(),
                letter.key().tenant(),
                letter.key().root(),
                letter.position(),
                request.by(),
                request.reason());
        return true;
    }

    /** The document that cannot be without the event; absent if it can. */
    private @Nullable String documentWithout(LogEvent event, Projector projector) {
        String id = Objects.requireNonNull(projector.documentId(event));
        DocumentKey key = new DocumentKey(projector.view(), event.envelope().tenant(), id);
        Document before = await(views.load(Set.of(key))).getOrDefault(key, Document.empty());
        return projector.skip(before, event) == null ? id : null;
    }

    private <T> T await(Uni<T> uni) {
        return uni.await().atMost(config.operationTimeout());
    }

    /** Events to apply, and the offset after what was looked at. */
    private record Piece(List<LogEvent> events, long next) {}
}
