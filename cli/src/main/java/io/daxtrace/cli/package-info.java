/** The commands, one small class each. */
package io.daxtrace.cli;
