package io.docket.command.faults.check;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.docket.command.faults.client.Command;
import io.docket.command.faults.client.Story;
import io.docket.command.idempotency.CommandIds;
import java.util.List;
import java.util.Map;

/** Everything that is known after a run: what clients were told, and what the log holds. */
public final class Evidence {
    final List<Story> stories;
    final List<Story> repeats;
    final List<LoggedEvent> events;
    final List<LoggedOutcome> outcomes;
    final Map<String, List<LoggedEvent>> eventsByCommand;
    final Map<String, List<LoggedEvent>> eventsByStream;
    final Map<String, List<LoggedOutcome>> outcomesByCommand;
    final Map<String, Story> storiesByCommand;

    /**
     * @param stories every command, each once
     * @param repeats commands that were sent once more after they had been answered
     * @param events the events topic, each partition in order
     * @param outcomes the outcomes topic, each partition in order
     */
    public Evidence(List<Story> stories, List<Story> repeats, List<LoggedEvent> events, List<LoggedOutcome> outcomes) {
        this.stories = stories;
        this.repeats = repeats;
        this.events = events;
        this.outcomes = outcomes;
        this.eventsByCommand = events.stream().collect(groupingBy(LoggedEvent::commandId));
        this.eventsByStream = events.stream().collect(groupingBy(LoggedEvent::stream));
        this.outcomesByCommand = outcomes.stream().collect(groupingBy(LoggedOutcome::commandId));
        this.storiesByCommand = stories.stream().collect(toMap(Evidence::id, story -> story));
    }

    /** Every command and what became of it. */
    public List<Story> stories() {
        return stories;
    }

    /** What was said to commands that came once more. */
    public List<Story> repeats() {
        return repeats;
    }

    /** The committed events. */
    public List<LoggedEvent> events() {
        return events;
    }

    /** Id of a command. */
    static String id(Story story) {
        return CommandIds.of(Command.TENANT, story.command().key());
    }

    /** The stream of a command's case. */
    static String stream(Story story) {
        return Command.TENANT + "/case/" + story.command().caseId();
    }

    List<LoggedEvent> eventsOf(Story story) {
        return eventsByCommand.getOrDefault(id(story), List.of());
    }
}
