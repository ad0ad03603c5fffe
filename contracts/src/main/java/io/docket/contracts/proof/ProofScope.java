package io.docket.contracts.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.docket.contracts.chain.LoggedRecord;
import io.docket.contracts.envelope.CloudEventHeaders;
import io.docket.contracts.envelope.Subject;
import io.docket.contracts.id.EntityId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Whose history a proof is about: one root of one tenant and all that belongs to it. Nothing else is shown.
 *
 * @param tenant owner of the root
 * @param root the root: a case, or an entity that belongs to none
 */
public record ProofScope(String tenant, Subject root) {
    private static final String CASE = "case";

    /** The scope that an entity belongs to: its case, or itself. */
    public static ProofScope of(String tenant, Subject subject) {
        String root = EntityId.rootOf(subject.id());
        return new ProofScope(tenant, new Subject(root.equals(subject.id()) ? subject.entity() : CASE, root));
    }

    /** Whether the record is an event of the scope; one that says so twice, or in part, is not. */
    public boolean covers(LoggedRecord logged) {
        String subject = only(logged, CloudEventHeaders.SUBJECT);
        return Arrays.equals(root.id().getBytes(UTF_8), logged.key())
                && tenant.equals(only(logged, CloudEventHeaders.TENANT))
                && subject != null
                && belongs(subject);
    }

    private boolean belongs(String text) {
        try {
            Subject subject = Subject.parse(text);
            return root.id().equals(subject.id())
                    ? root.entity().equals(subject.entity())
                    : root.entity().equals(CASE);
        } catch (IllegalArgumentException notASubject) {
            return false;
        }
    }

    private static @Nullable String only(LoggedRecord logged, String name) {
        long count = logged.headers().stream()
                .filter(header -> header.name().equals(name))
                .count();
        return count == 1 ? logged.text(name) : null;
    }
}
