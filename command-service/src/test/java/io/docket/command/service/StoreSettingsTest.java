package io.docket.command.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.docket.eventstore.EventStoreConfig.Cluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSettingsTest {
    @Test
    void standby_is_none_or_all_or_a_number() {
        assertThat(StoreSettings.standby("none")).isZero();
        assertThat(StoreSettings.standby("all")).isEqualTo(Cluster.ALL_WARM);
        assertThat(StoreSettings.standby("3")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"some", "-1", "", "1.5"})
    void anything_else_stops_the_start(String setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreSettings.standby(setting))
                .withMessageContaining("docket.command.standby=" + setting);
    }
}
