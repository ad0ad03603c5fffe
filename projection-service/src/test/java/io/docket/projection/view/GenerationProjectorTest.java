package io.docket.projection.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.docket.projection.LoanWork;
import io.docket.projection.cases.CaseProjector;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GenerationProjectorTest {
    private final LogEvent event = new LoanWork("acme", 3, 1).cases(1).getFirst();

    @Test
    void everything_but_the_name_is_the_projectors_own() {
        assertThat(Projector.class.getDeclaredMethods())
                .extracting(Method::getName)
                .isSubsetOf(Arrays.stream(GenerationProjector.class.getDeclaredMethods())
                        .map(Method::getName)
                        .toList());
    }

    @Test
    void events_of_other_partitions_change_nothing() {
        CaseProjector cases = new CaseProjector();

        assertThat(new GenerationProjector(cases, "cases-g2", Set.of(3)).documentId(event))
                .isEqualTo(cases.documentId(event))
                .isNotNull();
        assertThat(new GenerationProjector(cases, "cases-g2", Set.of(2)).documentId(event))
                .isNull();
    }

    @Test
    void a_collection_names_its_view_and_number() {
        for (GenerationName name : Set.of(
                new GenerationName("cases", 1),
                new GenerationName("case-types", 1),
                new GenerationName("case-types", 12))) {
            assertThat(GenerationName.of(name.collection())).isEqualTo(name);
        }
    }
}
