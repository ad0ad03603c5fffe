package io.docket.projection.redis;

import java.util.Map;

/** What an instance makes of the epoch in use. */
enum HotVerdict {
    /** It is what this instance would make, and lacks nothing. */
    WHOLE,
    /** Somebody fills it. */
    ATTENDED,
    /** It is made from generations that serve since a switch that this instance has not seen yet. */
    AHEAD,
    /** It is to be made anew: there is none, or it lacks something, or is made from something else, or nobody fills it any more. */
    WANTING;

    /**
     * Judges an epoch.
     *
     * @param wanted what it is to be made from
     * @param next how far the stored documents are by partition, read before the epoch was
     */
    static HotVerdict of(HotEpoch epoch, Wanted wanted, Map<Integer, Long> next) {
        if (epoch.isBuilding()) {
            return epoch.attended() ? ATTENDED : WANTING;
        }
        if (!epoch.isComplete() || !epoch.madeFrom().equals(wanted.madeFrom())) {
            return WANTING;
        }
        if (!epoch.generations().equals(wanted.generations())) {
            return epoch.revision() > wanted.revision() ? AHEAD : WANTING;
        }
        return epoch.reaches(next) ? WHOLE : WANTING;
    }

    /**
     * What an instance would make the hot views from.
     *
     * @param madeFrom names the log
     * @param generations the generations that serve, and who counts
     * @param revision how many changes of what serves it has seen
     */
    record Wanted(String madeFrom, String generations, long revision) {}
}
