package io.docket.command.form;

import java.util.Optional;

/** The forms of every tenant, as far as they are defined. */
public interface Forms {
    /** The version that a task is completed against. */
    Optional<FormVersion> current(String tenant, String id);
}
