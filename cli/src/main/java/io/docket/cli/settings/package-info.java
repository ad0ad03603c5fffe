/** Where the platform is and who the users are. */
@NullMarked
package io.docket.cli.settings;

import org.jspecify.annotations.NullMarked;
