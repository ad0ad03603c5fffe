package io.docket.contracts.id;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a record is called: an id that is unique within its type. As an entity it is {@code <type>.<id>}, and a record of a
 * case, whose id is {@code <caseId>~<suffix>}, is {@code <caseId>~<type>.<suffix>}: in the partition of its case.
 *
 * @param type id of the record type; without a dot, so that the two can be told apart
 * @param id id within the type
 */
public record RecordId(String type, String id) {
    private static final char DOT = '.';
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");

    /** True if a client may choose this id for a record type. */
    public static boolean isType(String type) {
        return TYPE.matcher(type).matches();
    }

    /**
     * The record behind an entity's id.
     *
     * @throws IllegalArgumentException if it is not the id of a record
     */
    public static RecordId ofEntity(String entityId) {
        int separator = entityId.indexOf(EntityId.SEPARATOR);
        String root = entityId.substring(0, separator + 1);
        String own = entityId.substring(separator + 1);
        int dot = own.indexOf(DOT);
        if (dot < 0) {
            throw new IllegalArgumentException(entityId + " names no record");
        }
        return new RecordId(own.substring(0, dot), root + own.substring(dot + 1));
    }

    /** Id of the entity. */
    public String entityId() {
        int separator = id.indexOf(EntityId.SEPARATOR);
        return id.substring(0, separator + 1) + type + DOT + id.substring(separator + 1);
    }

    /** The case that it belongs to; absent if it belongs to none. */
    public @Nullable String caseId() {
        int separator = id.indexOf(EntityId.SEPARATOR);
        return separator < 0 ? null : id.substring(0, separator);
    }

    /** True if its parts are well-formed and not too long together. */
    public boolean isValid() {
        String caseId = caseId();
        String entity = entityId();
        return isType(type)
                && id.length() > (caseId == null ? 0 : caseId.length() + 1)
                && (caseId == null
                        ? EntityId.isRoot(entity) && EntityId.isRoot(id)
                        : EntityId.isRoot(caseId) && EntityId.isDependentOf(caseId, entity));
    }
}
