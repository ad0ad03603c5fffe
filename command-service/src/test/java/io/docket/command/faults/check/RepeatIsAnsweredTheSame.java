package io.docket.command.faults.check;

import java.util.stream.Stream;

/** A command that comes again after it was answered is given the same answer, marked as such. */
final class RepeatIsAnsweredTheSame implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        return evidence.repeats.stream()
                .filter(again -> !evidence.storiesByCommand
                        .get(Evidence.id(again))
                        .answer()
                        .asReplay()
                        .equals(again.answer()))
                .map(again -> again.command() + " was answered "
                        + evidence.storiesByCommand.get(Evidence.id(again)).answer() + ", and when it came again "
                        + again.answer());
    }
}
