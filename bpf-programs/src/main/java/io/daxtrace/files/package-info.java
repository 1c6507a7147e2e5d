/** Where the files of traced operations are, by device and inode: in /proc, and below mount points. Reads, and changes nothing. */
package io.daxtrace.files;
