package io.docket.command.submit;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The access token that a command came with. While a command is decided it is at hand for whatever has to ask another
 * instance, which verifies it again.
 *
 * @param token the token as it was sent
 */
public record Bearer(String token) {
    private static final ScopedValue<Bearer> CURRENT = ScopedValue.newInstance();

    /** The token of the command that is decided on this thread. */
    public static Optional<Bearer> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** Does the work with this token at hand. */
    public static <T> T during(@Nullable Bearer bearer, Supplier<T> work) {
        return bearer == null ? work.get() : ScopedValue.where(CURRENT, bearer).call(work::get);
    }

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "Bearer";
    }
}
