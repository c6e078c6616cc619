/** What the journeys' page loads: the elements, and the adapters for it to choose from. */
import '../../src/all.ts';

export { blueskyAdapter } from '../../src/adapters/bluesky.ts';
export { issoAdapter } from '../../src/adapters/isso.ts';
export { remark42Adapter } from '../../src/adapters/remark42.ts';
export { twikooAdapter } from '../../src/adapters/twikoo.ts';
export { walineAdapter } from '../../src/adapters/waline.ts';
export { wordpressAdapter } from '../../src/adapters/wordpress.ts';
