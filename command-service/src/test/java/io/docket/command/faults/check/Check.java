package io.docket.command.faults.check;

import java.util.List;

/** All rules at once. */
public final class Check {
    private static final List<Rule> RULES = List.of(
            new EveryCommandIsDecided(),
            new AcceptedIsThere(),
            new RefusedIsNotThere(),
            new NothingElseIsThere(),
            new OutcomeIsTheAnswer(),
            new OrderIsThatOfAnswers(),
            new DecisionFitsTheState(),
            new RepeatIsAnsweredTheSame());

    private Check() {}

    /** Everything that is wrong, each with the name of the rule that it breaks. */
    public static List<String> broken(Evidence evidence) {
        return RULES.stream()
                .flatMap(rule ->
                        rule.broken(evidence).map(what -> rule.getClass().getSimpleName() + ": " + what))
                .toList();
    }
}
