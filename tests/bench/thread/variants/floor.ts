import { bundle, commentsAnswer } from './colloquy.ts';
import { callInPage, type Variant } from './variant.ts';

/** What any page with our elements costs before it shows a comment: subtracted from all variants. */
export const floor: Variant = {
  name: 'floor',
  label: 'Floor: our bundle and the data, nothing shown',
  list: [],
  body: () => `${bundle()}<textarea></textarea>${callInPage(fetchOnly, null)}`,
  routes: (thread) => {
    const answer = commentsAnswer(thread);
    return { 'comments.json': () => answer };
  },
};

async function fetchOnly(): Promise<void> {
  await (await fetch('comments.json')).json();
  bench.answered = performance.now();
  requestAnimationFrame(bench.finish);
}
