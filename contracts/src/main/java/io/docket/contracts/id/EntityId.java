package io.docket.contracts.id;

import java.util.regex.Pattern;

/**
 * How ids are built. An entity that belongs to a case carries the case in its id, {@code <caseId>~<suffix>}, so that a
 * command that names only the task finds the case's partition without a lookup. {@code ~} is kept out of the ids that
 * clients may choose for a root.
 */
public final class EntityId {
    /** Separates the root from the rest in the id of a dependent entity. */
    public static final char SEPARATOR = '~';

    /** Longest id accepted, in characters. */
    public static final int MAX_LENGTH = 200;

    private static final Pattern ROOT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9._-]{1,99}");

    private EntityId() {}

    /** The root that an id belongs to: what precedes the separator, or the id itself. */
    public static String rootOf(String id) {
        int at = id.indexOf(SEPARATOR);
        return at < 0 ? id : id.substring(0, at);
    }

    /** The id of an entity that belongs to the root. */
    public static String dependent(String root, String suffix) {
        return root + SEPARATOR + suffix;
    }

    /** True if a client may choose this id for a case or another root. */
    public static boolean isRoot(String id) {
        return ROOT.matcher(id).matches();
    }

    /** True if this is a well-formed id of an entity that belongs to the root. */
    public static boolean isDependentOf(String root, String id) {
        return id.length() > root.length() + 1
                && id.startsWith(root)
                && id.charAt(root.length()) == SEPARATOR
                && SUFFIX.matcher(id.substring(root.length() + 1)).matches();
    }
}
