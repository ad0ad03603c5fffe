/** A store, a command service and a client to test with. */
@NullMarked
package io.docket.files.support;

import org.jspecify.annotations.NullMarked;
