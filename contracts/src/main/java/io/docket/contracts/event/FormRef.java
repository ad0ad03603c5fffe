package io.docket.contracts.event;

/**
 * Names a version of a form, as defined by {@code define-form}.
 *
 * @param id id of the form
 * @param version its version, from 1
 */
public record FormRef(String id, long version) {}
