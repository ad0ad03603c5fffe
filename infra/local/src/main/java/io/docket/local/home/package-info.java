/** The folder that holds everything the platform keeps on this machine. */
@NullMarked
package io.docket.local.home;

import org.jspecify.annotations.NullMarked;
