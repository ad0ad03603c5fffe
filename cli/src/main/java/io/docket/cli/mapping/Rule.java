package io.docket.cli.mapping;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One rule of a mapping: which events it is for and what they become.
 *
 * @param place where it stands, for messages
 * @param activities patterns of the activity; one must match
 * @param lifecycles lifecycle transitions in lower case; empty means any
 * @param last only for the trace's last event of this activity and lifecycle
 * @param command the command
 * @param fields templates of what goes into it
 */
public record Rule(
        String place,
        List<ActivityPattern> activities,
        Set<String> lifecycles,
        boolean last,
        CommandKind command,
        Map<RuleField, Template> fields) {
    /** True if the rule is for events of this activity and lifecycle (in lower case). */
    public boolean isFor(String activity, String lifecycle) {
        return (lifecycles.isEmpty() || lifecycles.contains(lifecycle))
                && activities.stream().anyMatch(pattern -> pattern.matches(activity));
    }

    /** The template of a field, if the rule has it. */
    public Optional<Template> field(RuleField field) {
        return Optional.ofNullable(fields.get(field));
    }
}
