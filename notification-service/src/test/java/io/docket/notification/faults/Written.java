package io.docket.notification.faults;

import org.jspecify.annotations.Nullable;

/**
 * One event as the load wrote and committed it, in the words of the test alone.
 *
 * @param number its number, unique
 * @param root id of the case
 * @param task true if it is about the case's task, else about the case
 * @param caseType type of the case
 * @param to where a move went
 * @param before who had the entity before
 * @param after who has it after
 */
record Written(
        int number,
        String root,
        boolean task,
        String caseType,
        @Nullable String to,
        @Nullable String before,
        @Nullable String after) {}
