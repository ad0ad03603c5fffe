package io.docket.eventstore.faults.check;

import java.util.List;

/** All rules at once. */
public final class Check {
    private static final List<Rule> RULES = List.of(
            new AcknowledgedIsThere(),
            new RefusedIsNotThere(),
            new KeyCountsOnce(),
            new VersionsHaveNoGap(),
            new AppendIsWhole(),
            new OrderIsThatOfAnswers(),
            new OutcomeBelongsToEvents(),
            new FormerOwnerIsSilent(),
            new EveryCommandIsDecided(),
            new IndexEqualsLog());

    private Check() {}

    /** Everything that is wrong, each with the name of the rule that it breaks. */
    public static List<String> broken(Evidence evidence) {
        return RULES.stream()
                .flatMap(rule ->
                        rule.broken(evidence).map(what -> rule.getClass().getSimpleName() + ": " + what))
                .toList();
    }
}
