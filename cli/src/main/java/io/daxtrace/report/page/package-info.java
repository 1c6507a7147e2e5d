/** An analysis as a page of HTML with its drawings, which needs no script, no other file and no network. */
package io.daxtrace.report.page;
