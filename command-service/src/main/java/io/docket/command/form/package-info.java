/** Forms: what tasks are filled in with. */
@NullMarked
package io.docket.command.form;

import org.jspecify.annotations.NullMarked;
