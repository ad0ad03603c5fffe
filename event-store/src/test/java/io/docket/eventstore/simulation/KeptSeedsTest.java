package io.docket.eventstore.simulation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Seeds that once found something in the store, each with what it found. */
class KeptSeedsTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "kept-seeds.csv", numLinesToSkip = 1)
    void what_a_seed_once_found_does_not_come_back(long seed, String found) {
        Seeds.run(seed, 1L);
    }
}
