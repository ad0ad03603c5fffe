package io.docket.local.terminal;

import io.docket.local.supervise.Status;
import java.util.Locale;

/** How states are called in front of the user. */
final class Words {
    private Words() {}

    static String of(Status status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
