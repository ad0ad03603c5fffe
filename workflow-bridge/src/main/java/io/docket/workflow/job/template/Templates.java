package io.docket.workflow.job.template;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The templates that are defined. */
@FunctionalInterface
public interface Templates {
    /**
     * A version of the template; empty if the tenant has none of this id.
     *
     * @param version its version, from 1; the current one if absent
     * @throws io.docket.workflow.retry.Unavailable if nobody can tell now
     */
    Optional<Defined> find(String tenant, String id, @Nullable Long version);

    /**
     * A version of a template.
     *
     * @param html true if what is inserted has to be escaped
     * @param subject template of a subject line
     * @param body template of the text
     */
    record Defined(boolean html, @Nullable String subject, String body) {}
}
