package io.docket.command.route;

import io.docket.command.submit.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What one instance knows of a command that nobody waited for.
 *
 * @param pending whether it is under way there
 * @param answer its answer; absent if that instance knows none
 */
public record Receipt(boolean pending, @Nullable Answer answer) {
    /** True if the instance knows nothing of it. */
    public boolean isUnknown() {
        return !pending && answer == null;
    }
}
