/** Which operations of an input are asked for: by thread, file, duration and time. */
package io.daxtrace.selection;
