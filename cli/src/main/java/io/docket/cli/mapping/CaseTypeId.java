package io.docket.cli.mapping;

import io.docket.cli.failure.UserError;
import io.docket.contracts.id.EntityId;
import java.nio.file.Path;

/** Ids of case types: as an entity's id, but short enough to precede the name of a trace in the id of a case. */
public final class CaseTypeId {
    /** Longest id, in characters. */
    public static final int MAX_LENGTH = 50;

    private CaseTypeId() {}

    /** The id that a log's file name gives: without its endings, other characters than those of an id as {@code -}. */
    public static String ofFile(Path log) {
        String name = String.valueOf(log.getFileName())
                .replaceFirst("(?i)\\.gz$", "")
                .replaceFirst("(?i)\\.(xes|xml)$", "")
                .replaceAll("[^A-Za-z0-9._-]+", "-")
                .replaceFirst("^[^A-Za-z0-9]+", "");
        String id = name.substring(0, Math.min(name.length(), MAX_LENGTH));
        return id.isEmpty() ? "log" : id;
    }

    /** The id itself, if it is one. */
    static String check(String id, String place) {
        if (id.length() > MAX_LENGTH || !EntityId.isRoot(id)) {
            throw new UserError(place + ": \"" + id + "\" is no id of a case type: up to " + MAX_LENGTH
                    + " of A-Z a-z 0-9 . _ -, first a letter or a digit");
        }
        return id;
    }
}
