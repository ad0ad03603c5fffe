package io.docket.cli.mapping;

import static io.docket.cli.mapping.RuleField.ASSIGNEE;
import static io.docket.cli.mapping.RuleField.BODY;
import static io.docket.cli.mapping.RuleField.CANDIDATE_GROUPS;
import static io.docket.cli.mapping.RuleField.CANDIDATE_USERS;
import static io.docket.cli.mapping.RuleField.DATA;
import static io.docket.cli.mapping.RuleField.DUE;
import static io.docket.cli.mapping.RuleField.FOLLOW_UP;
import static io.docket.cli.mapping.RuleField.FORM_KEY;
import static io.docket.cli.mapping.RuleField.OUTCOME;
import static io.docket.cli.mapping.RuleField.PRIORITY;
import static io.docket.cli.mapping.RuleField.REASON;
import static io.docket.cli.mapping.RuleField.STAGE;
import static io.docket.cli.mapping.RuleField.TASK;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The commands that an event may become, each with the fields that its rule needs and may have. */
public enum CommandKind {
    OPEN_CASE(Set.of(), Set.of(STAGE)),
    MOVE_CASE(Set.of(STAGE), Set.of()),
    UPDATE_CASE(Set.of(DATA), Set.of()),
    ASSIGN_CASE(Set.of(ASSIGNEE), Set.of()),
    ADD_COMMENT(Set.of(BODY), Set.of()),
    CLOSE_CASE(Set.of(), Set.of(OUTCOME)),
    REOPEN_CASE(Set.of(), Set.of()),
    CREATE_TASK(Set.of(TASK), Set.of(CANDIDATE_USERS, CANDIDATE_GROUPS, DUE, FOLLOW_UP, PRIORITY, FORM_KEY)),
    CLAIM_TASK(Set.of(TASK), Set.of()),
    RELEASE_TASK(Set.of(TASK), Set.of()),
    COMPLETE_TASK(Set.of(TASK), Set.of(DATA)),
    CANCEL_TASK(Set.of(TASK), Set.of());

    private final Set<RuleField> required;
    private final Set<RuleField> allowed;

    CommandKind(Set<RuleField> required, Set<RuleField> optional) {
        this.required = required;
        this.allowed = EnumSet.of(REASON);
        this.allowed.addAll(required);
        this.allowed.addAll(optional);
    }

    /** The command of a name; empty if a mapping can't use it. */
    static Optional<CommandKind> named(String type) {
        return Arrays.stream(values()).filter(kind -> kind.type().equals(type)).findFirst();
    }

    /** All names, for messages. */
    static String names() {
        return Arrays.stream(values()).map(CommandKind::type).collect(Collectors.joining(", "));
    }

    /** The command type in the public API, {@code move-case}. */
    public String type() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** True if it is about a task of the case, not about the case itself. */
    public boolean isAboutTask() {
        return required.contains(TASK);
    }

    Set<RuleField> required() {
        return required;
    }

    Set<RuleField> allowed() {
        return allowed;
    }
}
