package io.docket.kit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.docket.contracts.event.EventCatalog;
import io.docket.kit.identity.Caller;
import io.quarkus.security.ForbiddenException;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AccessTableTest {
    private static Caller with(String... roles) {
        return new Caller("acme", "somebody", Set.of(roles), Set.of());
    }

    @Test
    void a_case_worker_may_open_a_case_but_not_define_a_type() {
        assertThat(AccessTable.permits(with("case-worker"), "command:open-case"))
                .isTrue();
        assertThat(AccessTable.permits(with("case-worker"), "command:define-case-type"))
                .isFalse();
    }

    @Test
    void the_platform_archives_a_case_for_whoever_may_and_for_nobody_else() {
        assertThat(AccessTable.permits(with("engine"), "command:archive-case")).isTrue();
        assertThat(AccessTable.permits(with("case-worker", "integration"), "command:archive-case"))
                .isFalse();
    }

    @Test
    void an_auditor_reads_and_changes_nothing() {
        assertThat(AccessTable.permits(with("auditor"), "query:timeline")).isTrue();
        assertThat(AccessTable.permits(with("auditor"), "command:add-comment")).isFalse();
    }

    @Test
    void only_an_admin_looks_after_projections() {
        assertThat(AccessTable.permits(with("admin"), "admin:projections")).isTrue();
        assertThat(AccessTable.permits(
                        with("case-worker", "case-manager", "integration", "auditor", "engine"), "admin:projections"))
                .isFalse();
    }

    @Test
    void an_action_that_the_table_does_not_know_is_allowed_to_nobody() {
        Caller everything =
                with("case-worker", "case-manager", "integration", "act-on-behalf", "auditor", "admin", "engine");

        assertThat(AccessTable.permits(everything, "command:drop-everything")).isFalse();
        assertThatExceptionOfType(ForbiddenException.class)
                .isThrownBy(() -> AccessTable.require(everything, "command:drop-everything"));
    }

    @Test
    void a_caller_without_roles_may_nothing() {
        assertThat(AccessTable.permits(with(), "query:cases")).isFalse();
    }

    @Test
    void every_kind_of_event_is_shown_to_who_may_query_it() {
        Set<String> kinds =
                EventCatalog.types().stream().map(type -> type.split("\\.")[1]).collect(Collectors.toSet());

        assertThat(AccessTable.kindsShownTo(with("case-worker"))).isEqualTo(kinds);
        assertThat(AccessTable.kindsShownTo(with("act-on-behalf"))).isEmpty();
    }
}
