package io.docket.cli.xes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XesTimeTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2011-10-01T08:15:39.894+02:00",
                "2011-10-01T08:15:39+02:00",
                "2011-12-31T23:59:59.123456789-11:30",
                "2011-10-01T08:15:39.5-00:30"
            })
    void the_usual_form_stays_as_it_is_and_means_what_the_library_says(String text) {
        assertThat(XesTime.normal(text, AMSTERDAM)).isEqualTo(text);
        assertThat(XesTime.parse(text)).isEqualTo(OffsetDateTime.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "2011-10-01T08:15:39Z, 2011-10-01T08:15:39Z",
        "2011-10-01T08:15:39.1, 2011-10-01T08:15:39.1+02:00",
        "2011-12-01T08:15:39, 2011-12-01T08:15:39+01:00",
        "2011-10-01T08:15:39.25+0200, 2011-10-01T08:15:39.25+02:00",
        "2011-10-01T08:15+02:00, 2011-10-01T08:15:00+02:00"
    })
    void other_forms_become_the_usual_one(String text, String normal) {
        assertThat(XesTime.normal(text, AMSTERDAM)).isEqualTo(normal);
        assertThat(XesTime.parse(normal)).isEqualTo(OffsetDateTime.parse(normal));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "today",
                "2011-13-01T08:15:39+02:00",
                "2011-10-01T25:15:39.894+02:00",
                "2011-10-01",
                "2011-10-01T08:15:39.894+99:00",
                "2011-10-01T08:1a:39.894+02:00"
            })
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> XesTime.normal(text, AMSTERDAM));
    }

    @Test
    void offsets_keep_the_zone_of_the_file() {
        assertThat(XesTime.parse("2011-10-01T08:15:39.894+02:00").getOffset()).hasToString("+02:00");
    }
}
