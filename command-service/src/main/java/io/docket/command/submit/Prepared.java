package io.docket.command.submit;

import io.docket.command.catalog.CommandType;
import io.docket.command.decision.DecisionContext;
import io.docket.command.decision.Workspace;
import io.docket.eventstore.axon.EnvelopeMetaData;
import org.jspecify.annotations.Nullable;

/**
 * A command that may be carried out: allowed, valid, and with everything derived that its events need.
 *
 * @param <C> payload
 * @param type its type
 * @param command its payload
 * @param target the entity that it is about
 * @param context who decides
 * @param envelope what its events carry
 * @param ifMatch version that the target is expected to have
 * @param fingerprint digest of the whole command if the client gave it a key; absent otherwise
 */
public record Prepared<C>(
        CommandType<C> type,
        C command,
        Target target,
        DecisionContext context,
        EnvelopeMetaData envelope,
        @Nullable Long ifMatch,
        @Nullable String fingerprint) {
    /** Decides, and changes the workspace. */
    public void performIn(Workspace workspace) {
        type.operation().perform(target.id(), command, context, workspace);
    }

    /** True if the outcome must be kept for a retry. */
    public boolean isKeyed() {
        return fingerprint != null;
    }
}
