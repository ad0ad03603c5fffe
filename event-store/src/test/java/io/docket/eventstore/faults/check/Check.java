package io.docket.eventstore.faults.check;

import io.docket.eventstore.faults.instance.Tenure;
import java.util.List;
import java.util.Map;

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

    private static final List<Rule> RULES_OF_THE_LOG = List.of(new VersionsHaveNoGap(), new FormerOwnerIsSilent());

    private Check() {}

    /** Everything that is wrong, each with the name of the rule that it breaks. */
    public static List<String> broken(Evidence evidence) {
        return broken(RULES, evidence);
    }

    /** What is wrong with events by themselves, whatever their writers were told. */
    public static List<String> broken(List<Logged.Event> events, List<Tenure> tenures) {
        return broken(RULES_OF_THE_LOG, new Evidence(List.of(), events, List.of(), tenures, Map.of()));
    }

    private static List<String> broken(List<Rule> rules, Evidence evidence) {
        return rules.stream()
                .flatMap(rule ->
                        rule.broken(evidence).map(what -> rule.getClass().getSimpleName() + ": " + what))
                .toList();
    }
}
