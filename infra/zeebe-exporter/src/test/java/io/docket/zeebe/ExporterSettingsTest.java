package io.docket.zeebe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExporterSettingsTest {
    @Test
    void names_in_lower_case_as_the_environment_gives_them_are_understood() {
        ExporterSettings settings = ExporterSettings.from(
                Map.of("bootstrapservers", "kafka:9092", "topic", "records", "windowrecords", "5", "windowbytes", 64));

        assertThat(settings).isEqualTo(new ExporterSettings("kafka:9092", "records", 5, 64, ElementLevel.IMPORTANT));
    }

    @Test
    void only_the_servers_are_required() {
        assertThat(ExporterSettings.from(Map.of("bootstrapServers", "kafka:9092"))
                        .topic())
                .isEqualTo("docket.zeebe");
        assertThatThrownBy(() -> ExporterSettings.from(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bootstrapServers");
    }

    @Test
    void a_bad_number_is_named() {
        assertThatThrownBy(() -> ExporterSettings.from(Map.of("bootstrapServers", "k:1", "windowBytes", "many")))
                .hasMessage("windowBytes is not a number: many");
        assertThatThrownBy(() -> ExporterSettings.from(Map.of("bootstrapServers", "k:1", "windowRecords", 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void how_much_of_the_elements_is_written_is_one_of_three_levels() {
        assertThat(ExporterSettings.from(Map.of("bootstrapServers", "k:1", "elements", "All"))
                        .elements())
                .isEqualTo(ElementLevel.ALL);
        assertThatThrownBy(() -> ExporterSettings.from(Map.of("bootstrapServers", "k:1", "elements", "some")))
                .hasMessage("elements is not one of none, important, all: some");
    }
}
