import 'colloquy/all.js';
import { memoryAdapter } from 'colloquy';
import { seedComments } from './seed.ts';

/** Slow enough to see what stands in for it, in milliseconds. */
const LATENCY = 1500;

document.querySelector('colloquy-comments')!.adapter = memoryAdapter({
  comments: seedComments,
  latency: LATENCY,
});
