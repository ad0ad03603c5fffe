/** YAML whose every value knows its line. */
@NullMarked
package io.docket.cli.yaml;

import org.jspecify.annotations.NullMarked;
