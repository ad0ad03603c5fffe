package io.docket.command.casework.move;

/**
 * Moves a case to another stage.
 *
 * @param caseId id of the case
 * @param stage id of the stage
 */
public record MoveCase(String caseId, String stage) {}
