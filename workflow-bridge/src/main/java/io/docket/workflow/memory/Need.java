package io.docket.workflow.memory;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a process names of the world outside.
 *
 * @param paths paths of members of its case's data: {@code applicant.income}
 * @param startForm key of the form that it is started with
 */
public record Need(Set<String> paths, @Nullable String startForm) {
    /** A process that names nothing. */
    public static final Need NOTHING = new Need(Set.of(), null);
}
