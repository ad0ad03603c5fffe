package io.docket.command.form;

import io.docket.contracts.id.EntityId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The forms of every tenant, as far as they are defined. */
public interface Forms {
    /** The version that is filled in now. */
    Optional<FormVersion> current(String tenant, String id);

    /** The same by a key that tasks and processes name; empty where the key is none of a form that is defined here. */
    default Optional<FormVersion> ofKey(String tenant, @Nullable String formKey) {
        return Optional.ofNullable(formKey).filter(EntityId::isRoot).flatMap(key -> current(tenant, key));
    }
}
