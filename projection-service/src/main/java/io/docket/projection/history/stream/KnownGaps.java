package io.docket.projection.history.stream;

import static java.util.stream.Collectors.joining;

import io.docket.contracts.position.Position;
import io.docket.kit.problem.Problems;
import io.docket.projection.history.log.HistoryLog;
import io.docket.projection.query.QueryParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The gaps of the log that a reader knows of and passes over, each by the first position behind it. One that he does not know
 * is told before anything is streamed.
 *
 * @param behind positions of the first events behind the gaps
 */
record KnownGaps(Set<Position> behind) {
    /** None are known. */
    static final KnownGaps NONE = new KnownGaps(Set.of());

    /**
     * A gap as it is told.
     *
     * @param partition partition of the log
     * @param last position of the last event before it
     * @param first position of the first event behind it
     * @param lost how many events are lost; 0 if the log does not tell
     */
    record Told(int partition, String last, String first, long lost) {
        static Told of(HistoryLog.Gap gap) {
            return new Told(
                    gap.first().partition(), gap.last().toString(), gap.first().toString(), gap.lost());
        }
    }

    /** Reads positions, separated by commas; 400 if they are none. */
    static KnownGaps read(String parameter, String text) {
        try {
            return new KnownGaps(Arrays.stream(text.split(",", -1))
                    .map(String::strip)
                    .map(Position::parse)
                    .collect(Collectors.toUnmodifiableSet()));
        } catch (IllegalArgumentException e) {
            throw QueryParameters.invalid(parameter, "is no list of positions");
        }
    }

    /** 410 if there is a gap that is not known; it tells of all. */
    void requireAll(List<HistoryLog.Gap> gaps) {
        if (gaps.stream().allMatch(gap -> behind.contains(gap.first()))) {
            return;
        }
        String pass = gaps.stream().map(gap -> gap.first().toString()).collect(joining(","));
        throw Problems.of(
                        410,
                        "events-lost",
                        "Events are lost",
                        gaps.stream()
                                        .map(gap -> "The log goes on at " + gap.first() + " after " + gap.last()
                                                + ", the last event that the data lake has of the partition. ")
                                        .collect(joining())
                                + "What was between is lost. To get all there is, pass over it knowingly: pass=" + pass)
                .with("gaps", gaps.stream().map(Told::of).toList())
                .build();
    }
}
