/**
 * The script-tag entry: little runs before somebody is about to see comments. Places comments where its own
 * tag asks for them, and registers all elements when one of them comes near the viewport.
 */
import { placeComments } from './start/place-comments.ts';
import { whenNear } from './start/when-near.ts';

placeComments();
// What stands in the page for readers without a script stays, then.
whenNear(() => void import('./all.ts').catch((reason) => console.warn('Colloquy could not start.', reason)));
