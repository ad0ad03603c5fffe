package io.docket.projection.view;

import java.util.Arrays;
import java.util.List;

/**
 * An index of a view. The store adds the tenant in front and the id behind, so that a page of one tenant is read in order.
 *
 * @param keys where the indexed values are stored, in order
 */
public record ViewIndex(List<String> keys) {
    /** Where the tenant is stored. */
    public static final String TENANT = "view.tenant";

    private static final String DOCUMENT = "view.doc.";
    private static final String KEYS = "view.keys.";

    /** An index on fields of the document; {@code #} in front means one of {@link Projector#queryKeys}. */
    public static ViewIndex on(String... fields) {
        return new ViewIndex(Arrays.stream(fields).map(ViewIndex::stored).toList());
    }

    /** Where a field is stored; {@code #} in front means one of {@link Projector#queryKeys}. */
    public static String stored(String field) {
        return field.startsWith("#") ? KEYS + field.substring(1) : DOCUMENT + field;
    }

    /** True if it covers every field below a path, whatever its name. */
    public boolean isWildcard() {
        return keys.size() == 1 && keys.getFirst().endsWith("$**");
    }
}
