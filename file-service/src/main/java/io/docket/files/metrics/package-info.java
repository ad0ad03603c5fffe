/** What is counted. */
@NullMarked
package io.docket.files.metrics;

import org.jspecify.annotations.NullMarked;
