package io.docket.command.casework;

import static io.docket.command.support.Scenario.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePatchTest {
    @ParameterizedTest(name = "{0} + {1} = {2}")
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "{\"a\":\"b\"} {\"a\":\"c\"} {\"a\":\"c\"}",
                "{\"a\":\"b\"} {\"b\":\"c\"} {\"a\":\"b\",\"b\":\"c\"}",
                "{\"a\":\"b\"} {\"a\":null} {}",
                "{\"a\":\"b\",\"b\":\"c\"} {\"a\":null} {\"b\":\"c\"}",
                "{\"a\":[\"b\"]} {\"a\":\"c\"} {\"a\":\"c\"}",
                "{\"a\":\"c\"} {\"a\":[\"b\"]} {\"a\":[\"b\"]}",
                "{\"a\":{\"b\":\"c\"}} {\"a\":{\"b\":\"d\",\"c\":null}} {\"a\":{\"b\":\"d\"}}",
                "{\"a\":[{\"b\":\"c\"}]} {\"a\":[1]} {\"a\":[1]}",
                "{\"e\":null} {\"a\":1} {\"e\":null,\"a\":1}",
                "{} {\"a\":{\"bb\":{\"ccc\":null}}} {\"a\":{\"bb\":{}}}",
            })
    void patches_as_rfc_7396_says(String target, String patch, String result) {
        assertThat(MergePatch.apply(json(target), json(patch))).isEqualTo(json(result));
    }
}
