/** What every page of HTML is made of: markup, the frame around the content, tables and drawings. It knows no result. */
package io.daxtrace.report.page;
