package io.docket.command.automation;

import java.util.Locale;

/**
 * Where an automation is.
 *
 * <pre>
 *   ENABLED <──enabled── ──disabled──> DISABLED
 *      └───────────retired──────────────┴──> RETIRED
 * </pre>
 */
public enum AutomationStatus {
    ENABLED,
    DISABLED,
    RETIRED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
