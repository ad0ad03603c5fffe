package io.docket.command.casework.lifecycle;

import org.jspecify.annotations.Nullable;

/**
 * Ends work on a case.
 *
 * @param caseId id of the case
 * @param outcome how it ended
 */
public record CloseCase(String caseId, @Nullable String outcome) {}
