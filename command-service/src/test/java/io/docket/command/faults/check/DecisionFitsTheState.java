package io.docket.command.faults.check;

import static java.util.stream.Collectors.groupingBy;

import io.docket.command.faults.check.CaseSketch.Decision;
import io.docket.command.faults.client.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The state that a decision saw is a fold of the log, and no old one: what was written, and every refusal, is what the rules
 * of cases make of the command at a version that the case had between the command's first sending and its answer. A version
 * that somebody had been told of before the command was sent is never undercut.
 */
final class DecisionFitsTheState implements Rule {
    @Override
    public Stream<String> broken(Evidence evidence) {
        return evidence.stories.stream()
                .filter(story -> story.answer().isFinal())
                .collect(groupingBy(Evidence::stream))
                .entrySet()
                .stream()
                .flatMap(entry -> broken(
                        entry.getValue(), evidence.eventsByStream.getOrDefault(entry.getKey(), List.of()), evidence));
    }

    private static Stream<String> broken(List<Story> stories, List<LoggedEvent> history, Evidence evidence) {
        List<CaseSketch> versions = new ArrayList<>(List.of(CaseSketch.NONE));
        history.forEach(event -> versions.add(versions.getLast().after(event)));
        return stories.stream()
                .filter(story -> !fits(story, stories, history, versions, evidence))
                .map(story -> story.command() + " was answered " + story.answer() + ", but the case was "
                        + versions
                                .subList(Math.min(told(story, stories), versions.size() - 1), versions.size())
                                .stream()
                                .limit(5)
                                .toList());
    }

    private static boolean fits(
            Story story, List<Story> stories, List<LoggedEvent> history, List<CaseSketch> versions, Evidence evidence) {
        int told = told(story, stories);
        if (story.answer().isAccepted() && !story.answer().events().isEmpty()) {
            int before = Math.toIntExact(story.answer().version()) - 1;
            return before >= told
                    && before < history.size()
                    && decisionAt(before, story, versions).isToldBy(story.answer())
                    && decisionAt(before, story, versions).isWrittenAs(history.get(before));
        }
        int latest = latest(story, history, evidence);
        for (int version = told; version <= latest; version++) {
            if (decisionAt(version, story, versions).isToldBy(story.answer())) {
                return true;
            }
        }
        return false;
    }

    private static Decision decisionAt(int version, Story story, List<CaseSketch> versions) {
        return versions.get(version).decide(story.command());
    }

    /** The highest version that somebody had been told of before the command was sent. */
    private static int told(Story story, List<Story> stories) {
        return Math.toIntExact(Math.max(
                0,
                stories.stream()
                        .filter(other -> other.answeredNanos() < story.begunNanos())
                        .mapToLong(other -> other.answer().version())
                        .max()
                        .orElse(0)));
    }

    /** The last version whose command, as those before it, was sent before this one was answered. */
    private static int latest(Story story, List<LoggedEvent> history, Evidence evidence) {
        int version = 0;
        for (LoggedEvent event : history) {
            Story other = evidence.storiesByCommand.get(event.commandId());
            if (other == null || other.begunNanos() > story.answeredNanos()) {
                break;
            }
            version++;
        }
        return version;
    }
}
