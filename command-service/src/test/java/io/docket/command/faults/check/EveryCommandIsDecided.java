package io.docket.command.faults.check;

import java.util.stream.Stream;

/** After the faults are over every command has a final answer, and on the way there was none that a client cannot make sense of. */
final class EveryCommandIsDecided implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        Stream<String> undecided = evidence.stories.stream()
                .filter(story -> !story.answer().isFinal())
                .map(story -> story.command() + " was not decided: "
                        + story.attempts().getLast());
        Stream<String> strange = evidence.stories.stream()
                .flatMap(story -> story.attempts().stream()
                        .filter(attempt -> attempt.answer().isStrange())
                        .map(attempt -> story.command() + " had a strange answer: " + attempt));
        return Stream.concat(undecided, strange);
    }
}
