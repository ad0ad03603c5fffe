package io.docket.command.faults.check;

import java.util.stream.Stream;

/** A command that was refused has left no event. */
final class RefusedIsNotThere implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        return evidence.stories.stream()
                .filter(story -> story.answer().isRefused())
                .filter(story -> !evidence.eventsOf(story).isEmpty())
                .map(story ->
                        story.command() + " was answered " + story.answer() + " and left " + evidence.eventsOf(story));
    }
}
