package io.daxtrace.parsers.tracedat;

import io.daxtrace.event.Capture;
import java.nio.channels.FileChannel;

/** What the packed streams of one file share. */
record Packing(FileChannel channel, Blocks blocks, ChunkCache cache, Progress progress, Capture capture) {}
