/** The hist files of tracefs: aggregations made by hist triggers of events. */
package io.daxtrace.parsers.histtrigger;
