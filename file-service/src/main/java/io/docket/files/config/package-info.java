/** What can be configured, and how the parts are put together. */
@NullMarked
package io.docket.files.config;

import org.jspecify.annotations.NullMarked;
