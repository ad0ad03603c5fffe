/** What is the same on every service's HTTP port. */
@NullMarked
package io.docket.kit.http;

import org.jspecify.annotations.NullMarked;
