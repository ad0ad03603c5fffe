/** Forms, queues and templates: the latest version of each, listed and shown. */
@NullMarked
package io.docket.projection.definitions;

import org.jspecify.annotations.NullMarked;
