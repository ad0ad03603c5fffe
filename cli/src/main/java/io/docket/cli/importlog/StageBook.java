package io.docket.cli.importlog;

import io.docket.contracts.event.CaseTypeEvent.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stages of the case type: given by the mapping, or gathered in the order in which the log uses them. The first is
 * where a case starts.
 */
final class StageBook {
    /** Most stages that a log may give. */
    static final int MAX_STAGES = 2_000;

    private static final Stage ONLY_STAGE = new Stage("open", "open", null);

    private final Map<String, Stage> stages = new LinkedHashMap<>();
    private final boolean gathers;

    /** @param given the stages; {@code null} to gather them */
    StageBook(@Nullable List<Stage> given) {
        this.gathers = given == null;
        if (given != null) {
            given.forEach(stage -> stages.put(stage.id(), stage));
        }
    }

    /** Notes a move of a case. Throws {@link IllegalArgumentException} if the case type does not allow it. */
    void move(String from, String to) {
        use(to);
        Stage left = from.equals(TracePlan.FIRST_STAGE) ? stages().getFirst() : stages.get(from);
        List<String> next = left == null ? null : left.next();
        if (next != null && !next.contains(to)) {
            throw new IllegalArgumentException("from the stage \"" + left.id() + "\" a case can't move to \"" + to
                    + "\", only to: " + String.join(", ", next));
        }
    }

    /** True if a case in the stage {@code from} would not move. */
    boolean isSame(String from, String to) {
        return from.equals(TracePlan.FIRST_STAGE) ? isFirst(to) : from.equals(to);
    }

    private void use(String stage) {
        if (stages.containsKey(stage)) {
            return;
        }
        if (!gathers) {
            throw new IllegalArgumentException(
                    "the case type has no stage \"" + stage + "\"; it has: " + String.join(", ", stages.keySet()));
        }
        if (stages.size() == MAX_STAGES) {
            throw new IllegalArgumentException("more than " + MAX_STAGES + " different stages (limit)");
        }
        stages.put(stage, new Stage(stage, stage, null));
    }

    /** True if a case starts in this stage; the first stage ever asked for becomes that one when gathering. */
    boolean isFirst(String stage) {
        if (stages.isEmpty()) {
            use(stage);
        }
        return stages.keySet().iterator().next().equals(stage);
    }

    /** All stages, in order; at least one. */
    List<Stage> stages() {
        return stages.isEmpty() ? List.of(ONLY_STAGE) : List.copyOf(stages.values());
    }
}
