package io.docket.kit.problem;

/**
 * One fault in a body.
 *
 * @param pointer JSON pointer to the place, empty for the whole body
 * @param detail what is wrong there
 */
public record FieldError(String pointer, String detail) {}
